"""`hometime worker`: sends what is waiting to be told. Reads no Django until it runs."""

from hometime.lib import boot


def add_commands(subparsers):
    worker = subparsers.add_parser("worker", help="send notices and reminders; `serve` does it too, unless told not to")
    worker.add_argument("--once", action="store_true", help="do what is waiting and stop: for a timer of your own")
    worker.add_argument("--pause", type=float, default=5.0, metavar="SECONDS", help="between two looks (%(default)s)")
    worker.set_defaults(run=run_worker)


def run_worker(options):
    return boot.load("hometime.notices.worker").run(once=options.once, pause=options.pause)
