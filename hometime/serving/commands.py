"""`hometime serve`: your own data, as the settings say. Reads no Django until it runs."""

import os
import secrets
import sys
from importlib import import_module
from pathlib import Path

from hometime.lib import boot
from hometime.serving import port


def add_commands(subparsers):
    serve = subparsers.add_parser("serve", help="serve your own data, as the settings say")
    add_address(serve)
    serve.set_defaults(run=run_serve)


def add_address(parser):
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (%(default)s)")


def run_serve(options):
    refuse_a_taken_port(options)
    folder = data_folder()
    keep_a_secret(folder)
    boot.django()
    site = import_module("hometime.serving.site")
    site.make_ready()
    site.serve(options.host, options.port)


def refuse_a_taken_port(options):
    if not port.is_free(options.host, options.port):
        other = options.port + 1
        print(f"Port {options.port} is taken by another program. Try: --port {other}", file=sys.stderr)
        sys.exit(2)


def data_folder():
    folder = Path(os.environ.get("HOMETIME_DATA") or "hometime-data").resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        print(f"The data folder cannot be made: {problem}", file=sys.stderr)
        sys.exit(2)
    return folder


def keep_a_secret(folder):
    """Write the site's secret once, for its owner's eyes only, so that people stay signed in over a restart."""
    secret = folder / "secret-key"
    if not secret.exists():
        with open(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(50))
