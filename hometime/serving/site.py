"""Make a site ready and serve it: tables, static files, then pages."""

import waitress
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

THREADS = 4


def make_ready():
    """Bring tables and static files up to date. Safe to do at every start."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False, clear=False)


def serve(host, port):
    """Serve pages until stopped."""
    application = get_wsgi_application()
    server = waitress.create_server(application, host=host, port=port, threads=THREADS, ident="Hometime")
    print(f"Hometime is ready at http://{host}:{port}  (Ctrl+C stops it)", flush=True)
    server.run()
