"""`hometime ask PACK [ACTIVITY]`: what a policy answers to a set of facts."""

import argparse
import datetime as dt
import json
from collections.abc import Callable, Iterable
from typing import Any

from hometime.engine.errors import PolicyError
from hometime.engine.repairs import Edit
from hometime.engine.vocabulary import Value
from hometime.lib.clock import LONDON
from hometime.lib.text import day_in_words, did_you_mean
from hometime.policy.commands import refuse
from hometime.policy.packs import Clause, Policy, shipped

from .answers import Answer, Reason, answer, as_json, grouped, reminder, task

WORDS = {
    "stop": "STOP",
    "beware": "BEWARE",
    "caution": "CAUTION",
    "ok": "OK",
    "not-sure": "NOT SURE",
    "silent": "YOUR POLICY DOES NOT SAY",
}


def add_commands(subparsers: Any) -> None:
    ask = subparsers.add_parser(
        "ask", help="ask a policy “may I?”", description="Ask a policy “may I?” and get its answer, with clauses."
    )
    ask.add_argument("pack", metavar="PACK", help="the policy, by its short name")
    ask.add_argument("activity", metavar="ACTIVITY", nargs="?", help="what you want to do, such as work-at-home")
    ask.add_argument(
        "--fact", metavar="NAME=VALUE", action="append", default=[], help="something known; may be given again"
    )
    ask.add_argument(
        "--about",
        metavar="FACT_OR_CONTROL",
        action="append",
        default=[],
        help="keep only the rules that read or are this",
    )
    ask.add_argument("--on", metavar="DATE", help="the day, such as 2026-11-02 (default: today)")
    ask.add_argument("--json", action="store_true", help="as JSON (docs/reference/ask-json.md)")
    ask.set_defaults(run=run_ask)


def run_ask(options: argparse.Namespace) -> int:
    try:
        policy = shipped(options.pack)
        facts = read_facts(policy, options.fact, options.activity)
        on = read_day(options.on)
        found = answer(policy, facts, on, about=tuple(options.about))
    except (KeyError, ValueError) as error:
        return refuse(str(error.args[0]))
    except PolicyError as error:
        return refuse(str(error))
    print(json.dumps(as_json(found), indent=1, ensure_ascii=False) if options.json else as_text(found))
    return 0


def read_facts(policy: Policy, pairs: list[str], activity: str | None) -> dict[str, Value]:
    """NAME=VALUE pairs as held facts. KeyError or ValueError says what is wrong, with the nearest right name."""
    facts: dict[str, Value] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise ValueError(f"“{pair[:60]}” is not NAME=VALUE.")
        if name in facts:
            raise ValueError(f"{name} is given twice.")
        facts[name] = policy.vocabulary[name].read(text)
    if activity is not None:
        if activity not in policy.catalogue.activities:
            known = policy.catalogue.activities
            raise KeyError(
                f"There is no activity called “{activity[:60]}”.{did_you_mean(activity, known)} Activities: {', '.join(known)}."
            )
        facts["activity"] = activity
    return facts


def read_day(text: str | None) -> dt.date:
    if text is None:
        return dt.datetime.now(LONDON).date()
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text[:40]}” is not a date such as 2026-11-02.") from None
    if not 1900 <= day.year < 2200:
        raise ValueError(f"“{text}” is too far away. Give a day from 1900 to 2199.")
    return day


def as_text(found: Answer) -> str:
    """The answer for a person at a terminal."""
    policy = found.policy
    lines = [WORDS[found.headline], f"{policy.name}, {day_in_words(found.on)}"]
    lines += _section("Put this right", [_line(r) for r in found.broken])
    lines += _section("Still to say", [f"{policy.vocabulary[n].ask} ({n})" for n in found.ask_next])
    lines += _section("To make it OK", [_repair(policy, edits) for edits in found.repairs])
    lines += _section(
        "Tell or ask",
        [
            f"{policy.role_name(t.role)}{', ' + t.by if t.by else ''} ({_labels(policy.clauses[c] for c in t.cites)})"
            for t in found.tells
        ],
    )
    lines += _section("Not on record", [_line(r) for r in found.not_on_record])
    lines += _section("As long as you", _grouped(found.as_long_as, reminder))
    lines += _section("Afterwards", _grouped(found.to_do, task))
    lines += _section("It is based on", [_line(r) for r in found.rests_on])
    lines += _section(
        "The policy argues with itself",
        [f"{t['note']} ({_labels(policy.clauses[c] for c in t['clauses'])})" for t in found.tensions],
    )
    lines += _section("The policy does not mention", found.silent_on)
    return "\n".join(lines)


def _section(title: str, rows: list[str]) -> list[str]:
    return ["", f"{title}:", *(f"  - {row}" for row in rows)] if rows else []


def _grouped(reasons: list[Reason], words: Callable[[Reason], str]) -> list[str]:
    return [f"{text} ({_labels(clauses)})" for text, clauses in grouped(reasons, words)]


def _line(reason: Reason) -> str:
    return f"{reason.rule.severity}: {reason.rule.says} ({_labels(reason.cites)})"


def _labels(clauses: Iterable[Clause]) -> str:
    return ", ".join(dict.fromkeys(clause.label for clause in clauses))


def _repair(policy: Policy, edits: Iterable[Edit]) -> str:
    return "; ".join(
        policy.vocabulary[edit.fact].how or f"{edit.fact}: {policy.vocabulary[edit.fact].show(edit.after)}"
        for edit in edits
    )
