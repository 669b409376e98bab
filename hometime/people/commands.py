"""`hometime people begin`: a school, its trust, its first account. `join`: a school under a trust. `invite`: a link to hand over.

Reads no Django until one of them runs.
"""

from hometime.lib import boot


def add_commands(subparsers):
    people = subparsers.add_parser("people", help="schools and accounts")
    verbs = people.add_subparsers(title="commands", metavar="COMMAND", required=True)
    begin = verbs.add_parser("begin", help="add a school and its first person; prints the link that lets them in")
    begin.add_argument("--school", metavar="NAME", default="", help="the school’s name, as people say it")
    begin.add_argument(
        "--trust", metavar="NAME", default="", help="the trust it belongs to; alone, a trust without a school yet"
    )
    begin.add_argument("--name", metavar="NAME", required=True, help="the name of the person who signs in first")
    begin.add_argument("--email", metavar="ADDRESS", required=True, help="the address they sign in with")
    begin.add_argument("--job", metavar="TITLE", default="Headteacher", help="their job (%(default)s)")
    begin.set_defaults(run=run_begin)
    join = verbs.add_parser("join", help="put a school that stood alone under a trust")
    join.add_argument("--school", metavar="NAME", required=True, help="the school’s name")
    join.add_argument("--trust", metavar="NAME", required=True, help="the trust’s name")
    join.set_defaults(run=run_join)
    invite = verbs.add_parser("invite", help="print a link that lets somebody in, to hand over instead of mailing it")
    invite.add_argument("username", metavar="WHO", help="the address or the username they sign in with")
    invite.set_defaults(run=run_invite)
    forget = verbs.add_parser(
        "forget-second-step", help="for somebody who has lost their phone and their recovery codes"
    )
    forget.add_argument("username", metavar="WHO", help="the address or the username they sign in with")
    forget.set_defaults(run=run_forget)
    for command in (begin, invite):
        command.add_argument(
            "--address", metavar="URL", default="", help="where people reach this site (as the settings say)"
        )


def run_begin(options):
    named = {name: getattr(options, name) for name in ("school", "trust", "name", "email", "job", "address")}
    return boot.load("hometime.people.beginning").begin(**named)


def run_join(options):
    return boot.load("hometime.people.beginning").join(school=options.school, trust=options.trust)


def run_invite(options):
    return boot.load("hometime.people.beginning").invite(username=options.username, address=options.address)


def run_forget(options):
    return boot.load("hometime.people.beginning").forget_second_step(username=options.username)
