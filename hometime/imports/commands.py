"""`hometime import staff FILE --school NAME --by ADDRESS`: what a list would change; with --apply, take it over.

Reads no Django until it runs.
"""

from pathlib import Path

from hometime.lib import boot


def add_commands(subparsers):
    brought = subparsers.add_parser("import", help="bring in lists from other programs")
    kinds = brought.add_subparsers(title="lists", metavar="LIST", required=True)
    staff = kinds.add_parser("staff", help="a list of staff as CSV: shows what it would change, or brings it in")
    staff.add_argument("file", metavar="FILE", type=Path, help="the list, as CSV")
    staff.add_argument(
        "--school", metavar="NAME", required=True, help="the school’s short name, such as great-wickering"
    )
    staff.add_argument(
        "--by", metavar="ADDRESS", required=True, help="who does it: somebody who looks after the list of people"
    )
    staff.add_argument("--site", metavar="NAME", action="append", default=[], help="what the list calls the school")
    staff.add_argument("--apply", action="store_true", help="bring it in; otherwise nothing changes")
    staff.set_defaults(run=run_staff)


def run_staff(options):
    return boot.load("hometime.imports.telling").import_staff(
        options.file, school=options.school, by=options.by, sites=options.site, is_applied=options.apply
    )
