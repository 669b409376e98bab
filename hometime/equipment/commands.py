"""`hometime posture import FILE --organisation NAME --by ADDRESS`: take over what a device manager knows; with --dry-run, only look.

Reads no Django until it runs.
"""

from pathlib import Path

from hometime.lib import boot


def add_commands(subparsers):
    posture = subparsers.add_parser("posture", help="what device managers know of devices")
    acts = posture.add_subparsers(title="acts", metavar="ACT", required=True)
    brought = acts.add_parser("import", help="bring in a list from a device manager, all or nothing")
    brought.add_argument("file", metavar="FILE", type=Path, help="the list, as CSV, JSON or in its zip")
    brought.add_argument(
        "--organisation", metavar="NAME", required=True, help="the school’s short name, such as great-wickering"
    )
    brought.add_argument("--by", metavar="ADDRESS", required=True, help="who does it: somebody who looks after devices")
    brought.add_argument(
        "--dry-run", action="store_true", help="show what it would add, line by line, and keep nothing"
    )
    brought.set_defaults(run=run_import)


def run_import(options):
    telling = boot.load("hometime.equipment.posture.telling")
    return telling.import_list(options.file, organisation=options.organisation, by=options.by, is_dry=options.dry_run)
