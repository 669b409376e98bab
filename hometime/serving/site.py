"""Make a site ready and serve it: its folder, its tables, its static files, then pages."""

import os
import sys

import waitress
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from hometime.notices.worker import start_inside

from .apart import do_apart
from .tables import make_tables

THREADS = 4


def make_ready():
    """Bring the data folder, the tables and the static files up to date. Safe to do at every start."""
    make_data_folder()
    keep_the_secret()
    make_tables()
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def begin():
    """Make everything ready, while this process loads the pages."""
    do_apart(make_ready, meanwhile=load_pages)


def begin_with(act):
    """The same, with an act before the first page that needs the pages as well: they are loaded once, for both processes."""
    load_pages()

    def work():
        make_ready()
        act()

    do_apart(work)


def load_pages():
    return get_resolver().url_patterns


def make_data_folder():
    try:
        settings.DATA.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        print(f"The data folder cannot be made: {problem}", file=sys.stderr)
        sys.exit(2)


def keep_the_secret():
    """Write the secret of this first start for the next, for its owner's eyes only: people then stay signed in."""
    if not settings.SECRET_FILE.exists():
        with open(os.open(settings.SECRET_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(settings.SECRET_KEY)


def forget_the_demo():
    """Remove the demo's database; the settings make sure that it is never a school's own."""
    for path in settings.DATA.glob("demo.sqlite3*"):
        path.unlink()


def serve(host, port):
    """Serve pages until stopped."""
    server = waitress.create_server(get_wsgi_application(), host=host, port=port, threads=THREADS, ident="Hometime")
    worker = start_inside() if settings.WORKER == "inside" else None
    print(f"Hometime is ready at http://{host}:{port}  (Ctrl+C stops it)", flush=True)
    server.run()
    if worker:
        worker.stop()
