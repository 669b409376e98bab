"""`hometime demo` and `hometime serve`. Neither loads Django until it runs."""

import os
import sys

from hometime.lib import boot
from hometime.serving import port

SITE = "hometime.serving.site"


def add_commands(subparsers):
    demo = subparsers.add_parser("demo", help="serve a pretend trust with two schools, to look round in")
    demo.add_argument("--reset", action="store_true", help="throw away what was done in the demo and start afresh")
    serve = subparsers.add_parser("serve", help="serve your own data, as the settings say")
    for command, run in ((demo, run_demo), (serve, run_serve)):
        command.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
        command.add_argument("--port", type=port.number, default=8000, help="port to listen on (%(default)s)")
        command.set_defaults(run=run)


def run_demo(options):
    refuse_a_taken_port(options)
    os.environ["HOMETIME_DEMO"] = "true"
    print("Making the demo ready…", flush=True)
    site = boot.load(SITE)
    if options.reset:
        site.forget_the_demo()
    site.begin_with(lambda: boot.load("hometime.demo.starting").start_demo())
    site.serve(options.host, options.port)


def run_serve(options):
    refuse_a_taken_port(options)
    site = boot.load(SITE)
    site.begin()
    site.serve(options.host, options.port)


def refuse_a_taken_port(options):
    if not port.is_free(options.host, options.port):
        taken = f"Port {options.port} on {options.host} is taken by another program."
        print(f"{taken} Try --port {options.port + 1} (or: make demo PORT={options.port + 1}).", file=sys.stderr)
        sys.exit(2)
