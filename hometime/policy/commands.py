"""`hometime policy lint`, `hometime policy coverage`, `hometime facts` and `hometime controls`."""

import argparse
import json
import sys
from typing import Any

from hometime.engine.errors import PolicyError
from hometime.engine.vocabulary import Fact
from hometime.lib import boot

from .coverage import coverage, lacking
from .files import pack_folders
from .linting import lint
from .packs import Policy, catalogue, shipped


def add_commands(subparsers: Any) -> None:
    policy = subparsers.add_parser("policy", help="check the packs, and see what serves each clause")
    verbs = policy.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _command(verbs, "lint", run_lint, "find every fault in the catalogue and the packs")
    cover = _command(verbs, "coverage", run_coverage, "clause by clause, what serves it")
    cover.add_argument("--json", action="store_true", help="as JSON")
    cover.add_argument(
        "--pages", action="store_true", help="also say which pages are not built yet (slower: starts the site)"
    )
    _command(subparsers, "facts", run_facts, "list the facts a policy may ask about", "NAME").add_argument(
        "--json", action="store_true", help="as JSON"
    )
    _command(subparsers, "controls", run_controls, "list the controls of the catalogue", "NAME").add_argument(
        "--json", action="store_true", help="as JSON"
    )


def _command(subparsers: Any, name: str, run: Any, text: str, word: str = "") -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = subparsers.add_parser(name, help=text, description=text)
    parser.add_argument("--pack", metavar="PACK", help="one pack only, by its short name")
    if word:
        parser.add_argument("name", nargs="?", metavar=word, help="only those whose name holds this")
    parser.set_defaults(run=run)
    return parser


def run_lint(options: argparse.Namespace) -> int:
    if options.pack and options.pack not in pack_folders():
        return refuse(f"There is no pack called “{options.pack}”. Packs: {', '.join(pack_folders())}.")
    found = lint(only=options.pack)
    for fault in found:
        print(fault)
    print(f"{len(found)} to mend." if found else "Nothing to mend.")
    return 1 if found else 0


def run_coverage(options: argparse.Namespace) -> int:
    policies = packs_named(options.pack)
    if policies is None:
        return 2
    built = boot.load("hometime.policy.routes").page_names() if options.pages else None
    reports = {policy.slug: coverage(policy, built) for policy in policies}
    if options.json:
        print(json.dumps({"packs": reports}, indent=1, ensure_ascii=False))
    else:
        for slug, report in reports.items():
            print(
                f"{slug}: {report['clauses']} clauses, {report['operative']} ask something, {report['served']} of those served by a rule"
            )
            for row in report["rows"] if options.pack else []:
                print(f"  {row['id']:7} {row['label'][:32]:32} {_served(row)}")
            if report["not_yet_built"]:
                print(f"  not built yet: {', '.join(report['not_yet_built'])}")
    return 1 if any(lacking(report) for report in reports.values()) else 0


def _served(row: dict[str, Any]) -> str:
    by = [
        f"{s['rule']} ({s['check']}; {s['evidence']}{'; ' + s['page'] if s['page'] else ''})" for s in row["served_by"]
    ]
    return "; ".join(by) or (f"shown: {row['shown']}" if row["shown"] else "NOT SERVED")


def run_facts(options: argparse.Namespace) -> int:
    policies = packs_named(options.pack or "wolsey-house")
    if policies is None:
        return 2
    facts = [fact for fact in policies[0].vocabulary.values() if (options.name or "") in fact.name]
    if options.json:
        print(json.dumps([fact_as_json(fact) for fact in facts], indent=1, ensure_ascii=False))
    for fact in () if options.json else facts:
        print(f"{fact.name}  ({fact.kind}{', ' + fact.unit if fact.unit else ''}; {fact.source})\n    {fact.ask}")
        if fact.values:
            print(f"    values: {', '.join(fact.values)}")
    return 0


def fact_as_json(fact: Fact) -> dict[str, Any]:
    keys = ("name", "kind", "unit", "ask", "hint", "source", "stale_after", "who", "effort", "how")
    return {**{key: getattr(fact, key) for key in keys}, "values": dict(fact.values)}


def run_controls(options: argparse.Namespace) -> int:
    policies = packs_named(options.pack)
    if policies is None:
        return 2
    adopted = {rule.control.id for policy in policies for rule in policy.pack.rules}
    controls = [
        c
        for c in catalogue().controls.values()
        if (options.name or "") in c.id and (not options.pack or c.id in adopted)
    ]
    keys = ("id", "area", "title", "question", "check", "evidence", "when", "need", "activities", "act", "page")
    if options.json:
        print(json.dumps([{key: getattr(c, key) for key in keys} for c in controls], indent=1, ensure_ascii=False))
    for control in () if options.json else controls:
        print(f"{control.id}  ({control.area}; {control.check})\n    {control.question}\n    need: {control.need}")
    return 0


def packs_named(slug: str | None) -> list[Policy] | None:
    """One shipped pack, or all; None after saying why not."""
    try:
        return [shipped(slug)] if slug else [shipped(name) for name in pack_folders()]
    except KeyError as error:
        refuse(error.args[0])
    except PolicyError as error:
        refuse(str(error))
    return None


def refuse(message: str) -> int:
    """One line on standard error; the exit status of bad input."""
    print(" ".join(message.split()), file=sys.stderr)
    return 2
