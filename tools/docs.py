"""`make docs` writes the reference pages and the list of routes again; `--check` says which are out of date.

A page is a function that gives its text. To add one, write it and name it in PAGES.
"""

import argparse
import os
import sys
from pathlib import Path

from hometime import cli
from hometime.lib import boot

ROOT = Path(__file__).resolve().parents[1]
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
