"""`make docs` writes the reference pages and the list of routes again; `--check` says which are out of date.

A page is a function that gives its text. To add one, write it and name it in PAGES.
"""

import argparse
import ast
import os
import sys
from itertools import groupby
from pathlib import Path

from hometime import cli
from hometime.lib import boot
from hometime.policy.coverage import coverage
from hometime.policy.files import pack_folders
from hometime.policy.packs import catalogue, shipped

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ROOT / "hometime"
WRITTEN = "<!-- Written by `make docs`. Change what it is written from, not this page. -->"


def settings_page():
    """From .env.example: a comment, then the setting."""
    lines = ["# Settings", "", WRITTEN, "", "From the environment, or from `.env` in the folder you start in."]
    comment = []
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("# "):
            comment.append(line[2:])
        elif "=" in line:
            name, value = line.split("=", 1)
            lines += [
                "",
                f"## `{name}`",
                "",
                *comment,
                "",
                f"Unless said otherwise: {f'`{value}`' if value else 'empty'}",
            ]
            comment = []
    return "\n".join(lines) + "\n"


def commands_page():
    os.environ["COLUMNS"] = "100"  # or the page would change with the width of the terminal
    lines = ["# Commands", "", WRITTEN]
    for name, parser in commands_under(cli.parser(), "hometime"):
        lines += ["", f"## `{name}`", "", "```", parser.format_help().strip(), "```"]
    return "\n".join(lines) + "\n"


def commands_under(parser, name):
    """Every command below a parser, depth first; those that only gather others are left out."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, below in action.choices.items():
                yield from commands_under(below, f"{name} {word}")
            return
    yield name, parser


def facts_page():
    lines = ["# Facts", "", WRITTEN, "", "What a policy may ask about: `hometime/packs/catalogue/facts`."]
    for name, fact in sorted(catalogue().facts.items()):
        lines += [
            "",
            f"## `{name}`",
            "",
            str(fact["ask"]),
            "",
            f"- Kind: {fact['kind']}{unit_of(fact)}",
            *values_of(fact),
        ]
        lines += [f"- Comes from: {fact['source']}", *age_of(fact)]
    return "\n".join(lines) + "\n"


def unit_of(fact):
    return f" ({fact['unit']})" if fact.get("unit") else ""


def values_of(fact):
    return [f"- `{value}`: {label}" for value, label in (fact.get("values") or {}).items()]


def age_of(fact):
    days = fact.get("stale_after")
    return [] if days is None else ["- Asked afresh each time" if days == 0 else f"- Stale after {days} days"]


def controls_page():
    lines = ["# Controls", "", WRITTEN, "", "What good looks like: `hometime/packs/catalogue/controls`."]
    controls = sorted(catalogue().controls.values(), key=lambda control: (control.area, control.id))
    for area, group in groupby(controls, key=lambda control: control.area):
        lines += ["", f"## {area.replace('-', ' ').capitalize()}"]
        for control in group:
            lines += control_lines(control)
    return "\n".join(lines) + "\n"


def control_lines(control):
    lines = ["", f"### `{control.id}`", "", f"{control.title}. {control.question}", ""]
    lines += [f"- Check: {control.check}, by {control.evidence}", f"- Needs: `{control.need}`"]
    lines += [f"- When: `{control.when}`"] if control.when else []
    return lines + [f"- `p.{each.name}` ({each.kind}): {each.meaning}" for each in control.parameters.values()]


def law_page():
    lines = ["# Law and guidance", "", WRITTEN, "", "Shown beside rules; it never changes a verdict. Not legal advice."]
    for fact in sorted(catalogue().law, key=lambda fact: fact.id):
        until = f" until {fact.ends}" if fact.ends else ""
        lines += ["", f"## {fact.id} {fact.title}", "", str(fact.rule), ""]
        lines += [f"- Weight: {fact.weight}. Nation: {fact.nation}. From {fact.starts}{until}"]
    return "\n".join(lines) + "\n"


def events_page():
    """From the source: the first word of every call of `record`, straight or by a shorter way that a part has to it."""
    lines = ["# Events", "", WRITTEN, "", "The names of acts in the ledger, and the function that records each."]
    for part, group in groupby(sources(), key=lambda path: path.relative_to(PRODUCT).parts[0]):
        written = [each for path in group for each in functions(path)]
        ways = ways_to_record(written)
        found = sorted({(event, each.name, said_of(each)) for each in written for event in events_in(each, ways)})
        lines += ["", f"## {part.capitalize()}", ""] if found else []
        lines += [f"- `{event}`: `{name}`. {said}".rstrip() for event, name, said in found]
    return "\n".join(lines) + "\n"


def sources():
    """Every module that ships, by part; the demonstration’s acts are nobody’s."""
    skipped = {"tests", "migrations", "demo"}
    return sorted(path for path in PRODUCT.glob("*/**/*.py") if skipped.isdisjoint(path.relative_to(PRODUCT).parts))


def ways_to_record(found):
    """Functions that hand a name on to `record`, by where among their arguments it stands: `_end(rows, "papers.items_back", …)`."""
    ways, known = {"record": 0}, 0
    while known < len(ways):
        known = len(ways)
        for function in found:
            names = [each.arg for each in function.args.args]
            for given in names_given(function, dict(ways)):
                if isinstance(given, ast.Name) and given.id in names:
                    ways.setdefault(function.name, names.index(given.id))
    return ways


def names_given(function, ways):
    """What a function gives as the name of an act."""
    for way, place in ways.items():
        yield from (arguments[place] for arguments in calls_in(function, way) if len(arguments) > place)


def access_page():
    lines = [
        "# Who may do what",
        "",
        WRITTEN,
        "",
        "Every permission answers yes or no with its reason: `access.py` of each part.",
    ]
    for path in sorted(ROOT.glob("hometime/**/access.py")):
        found = [function for function in functions(path) if function.name.startswith("may_")]
        lines += ["", f"## {path.parent.name}"] if found else []
        for function in found:
            lines += ["", f"### `{function.name}`", ""] + ([said_of(function), ""] if said_of(function) else [])
            lines += [f"- Refused: {reason}" for reason in refusals_in(function)]
    return "\n".join(lines) + "\n"


def coverage_page():
    lines = [
        "# Clauses and what serves them",
        "",
        WRITTEN,
        "",
        "An operative clause asks, allows, advises or warns; each must be served by a rule.",
    ]
    policies = [shipped(slug) for slug in pack_folders()]
    lines += ["", "| Pack | Clauses | Operative | Served | Rules | Controls |", "|---|---|---|---|---|---|"]
    lines += [coverage_line(policy, coverage(policy)) for policy in policies]
    for policy in policies:
        lines += [
            "",
            f"## `{policy.slug}`",
            "",
            "| Clause | Label | Word | Controls that serve it |",
            "|---|---|---|---|",
        ]
        lines += [clause_line(row) for row in coverage(policy)["rows"]]
    return "\n".join(lines) + "\n"


def coverage_line(policy, report):
    controls = len({rule.control.id for rule in policy.pack.rules})
    cells = (
        f"`{policy.slug}`",
        report["clauses"],
        report["operative"],
        report["served"],
        len(policy.pack.rules),
        controls,
    )
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def clause_line(row):
    controls = dict.fromkeys(f"`{served['control']}`" for served in row["served_by"])
    return f"| {row['id']} | {row['label']} | {row['modality']} | {', '.join(controls) or row['shown']} |"


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def said_of(function):
    return (ast.get_docstring(function) or "").split("\n")[0]


def calls_in(function, name):
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name and node.args:
            yield node.args


def events_in(function, ways):
    return [each.value for given in names_given(function, ways) for each in said_by(given)]


def said_by(first):
    """The texts an argument may be: itself, or either side of a condition."""
    both = (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,)
    return [each for each in both if isinstance(each, ast.Constant)]


def refusals_in(function):
    for args in calls_in(function, "Refused"):
        yield " ".join(arg.value for arg in args if isinstance(arg, ast.Constant))


def routes():
    """A route a line: pattern and name. Removing one needs a thought about bookmarks, and a redirect."""
    patterns = boot.load("django.urls").get_resolver().url_patterns
    return "\n".join(sorted(routes_under(patterns, "/", ""))) + "\n"


def routes_under(patterns, prefix, namespace):
    for entry in patterns:
        address = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            inner = f"{entry.namespace}:" if entry.namespace else namespace
            yield from routes_under(entry.url_patterns, address, inner)
        else:
            yield f"{address}  {namespace}{entry.name}"


PAGES = {
    "docs/reference/settings.md": settings_page,
    "docs/reference/commands.md": commands_page,
    "docs/reference/facts.md": facts_page,
    "docs/reference/controls.md": controls_page,
    "docs/reference/law.md": law_page,
    "docs/reference/coverage.md": coverage_page,
    "docs/reference/events.md": events_page,
    "docs/reference/access.md": access_page,
    "tests/architecture/routes.txt": routes,
}


def main():
    stale = []
    for name, write in PAGES.items():
        page, text = ROOT / name, write()
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                page.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv:
        sys.exit(f"Out of date: {', '.join(stale)}. Run: make docs")
    print("\n".join(f"written: {name}" for name in stale) or "All pages are up to date.")


if __name__ == "__main__":
    main()
