"""The documents say what is so: commands exist, links lead somewhere, generated pages are fresh."""

import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest

from hometime.lib import providers

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("hometime/*/README.md")]
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
MAKE = re.compile(r"\bmake ([a-z-]+)(?=`|$|\s+#)", re.MULTILINE)
COMMAND = re.compile(r"`(?:\.venv/bin/)?hometime ([a-z]+)")


def ids(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", PAGES, ids=ids)
def test_every_link_leads_somewhere(document):
    lost = [
        link for link in LINK.findall(document.read_text(encoding="utf-8")) if not (document.parent / link).exists()
    ]
    assert not lost


@pytest.mark.parametrize("document", PAGES, ids=ids)
def test_every_command_a_page_names_exists(document):
    text = document.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(MAKE.findall(text)) <= targets
    assert set(COMMAND.findall(text)) <= set(commands())


@lru_cache
def commands():
    done = subprocess.run(
        [sys.executable, "-m", "hometime", "--help"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return re.findall(r"^    ([a-z]+) ", done.stdout, re.MULTILINE)


def test_the_readme_gives_the_two_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme
    assert "make test" in readme


def test_generated_pages_are_fresh():
    done = subprocess.run(
        [sys.executable, "tools/docs.py", "--check"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_setting_is_in_the_example_with_a_comment():
    example = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    settings = (ROOT / "hometime" / "settings.py").read_text(encoding="utf-8")
    known = {*re.findall(r'"(HOMETIME_[A-Z_]+|DATABASE_URL)"', settings), *providers.SETTINGS}
    named = {line.split("=")[0]: example[at - 1] for at, line in enumerate(example) if re.match(r"[A-Z_]+=", line)}
    assert known == set(named)
    assert all(comment.startswith("#") for comment in named.values())
