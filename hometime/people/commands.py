"""`hometime people begin`: the first school of a new site and its first account. Reads no Django until it runs."""

import getpass
import sys

from hometime.lib import boot


def add_commands(subparsers):
    people = subparsers.add_parser("people", help="schools and accounts")
    verbs = people.add_subparsers(title="commands", metavar="COMMAND", required=True)
    begin = verbs.add_parser("begin", help="add a school and its first account; asks for a password")
    begin.add_argument("--school", metavar="NAME", required=True, help="the school’s name, as people say it")
    begin.add_argument("--name", metavar="NAME", required=True, help="the name of the person who signs in first")
    begin.add_argument("--email", metavar="ADDRESS", required=True, help="the address they sign in with")
    begin.add_argument("--job", metavar="TITLE", default="Headteacher", help="their job (%(default)s)")
    begin.set_defaults(run=run_begin)


def run_begin(options):
    beginning = boot.load("hometime.people.beginning")
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    return beginning.begin(
        school=options.school, name=options.name, email=options.email, job=options.job, password=password
    )
