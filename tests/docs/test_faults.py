"""The page of faults we step around names tests that are there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/explanation/faults-we-step-around.md"
NAMED = re.compile(r"`(?P<file>[\w/]+\.py)?::(?P<test>test_\w+)`")


def rows():
    return [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]


def found_in(file):
    return {
        node.name for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
    }


def named_in(row):
    """(file, test); a test without its file is in the same as the one before."""
    file = ""
    for found in NAMED.finditer(row):
        file = found["file"] or file
        yield file, found["test"]


def test_every_fault_has_a_test_that_is_there():
    assert len(rows()) == 15
    for row in rows():
        named = list(named_in(row))
        assert named, row
        assert not [test for file, test in named if test not in found_in(file)], row
