"""The command `hometime`. Each part adds its own in its `commands.py`; none of them loads Django to print help."""

import argparse
import sys

from hometime.decisions import commands as decisions
from hometime.equipment import commands as equipment
from hometime.imports import commands as imports
from hometime.ledger import commands as ledger
from hometime.lib.version import version
from hometime.notices import commands as notices
from hometime.people import commands as people
from hometime.policy import commands as policy
from hometime.serving import commands as serving

# In the order `hometime --help` lists them.
PARTS = (serving, notices, decisions, policy, people, equipment, imports, ledger)


def parser():
    top = argparse.ArgumentParser(
        prog="hometime", description="Run a school's home-working policy: straight answers, with evidence."
    )
    top.add_argument("--version", action="version", version=f"Hometime {version()}")
    subparsers = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for part in PARTS:
        part.add_commands(subparsers)
    return top


def main(arguments=None):
    options = parser().parse_args(arguments)
    try:
        return options.run(options) or 0
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `hometime … | head`
        sys.stderr.close()
        return 0
