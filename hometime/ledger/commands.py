"""`hometime ledger verify`: is every act still there, in order and unaltered? Reads no Django until it runs."""

import argparse
import os
import re

from hometime.lib import boot

HELD = re.compile(r"(\d+):([0-9a-f]{64})")


def add_commands(subparsers):
    ledger = subparsers.add_parser("ledger", help="the record of every act")
    verbs = ledger.add_subparsers(title="commands", metavar="COMMAND", required=True)
    verify = verbs.add_parser("verify", help="check that no act was altered or lost")
    verify.add_argument("--organisation", metavar="NAME", help="one organisation, by its name or its code")
    verify.add_argument(
        "--held", metavar="LENGTH:HEAD", type=held, help="a length and a head written down elsewhere, to check against"
    )
    verify.set_defaults(run=run_verify)


def held(text):
    """12:ab… as (12, "ab…")."""
    found = HELD.fullmatch(text)
    if not found:
        raise argparse.ArgumentTypeError("write the length, a colon and the 64 letters and figures of the head")
    return int(found[1]), found[2]


def run_verify(options):
    if boot.has_only_the_demo():
        os.environ["HOMETIME_DEMO"] = "true"
        print("Here is only the demonstration, so this is its ledger.")
    return boot.load("hometime.ledger.telling").verify(options.organisation, options.held)
