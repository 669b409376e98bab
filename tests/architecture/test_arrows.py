"""The table of rows holds; the contract itself stands in pyproject.toml."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "hometime"
# Opens connections: only the port probe of `serve` may. Mail goes by Django; delivery names the refusals of servers.
NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "asyncio", "xmlrpc"}
MAY_USE = {"hometime/serving/port.py": {"socket"}, "hometime/notices/delivery.py": {"smtplib"}}
HARMLESS = {"urllib.parse", "http.HTTPStatus"}


def sources():
    return [path for path in PACKAGE.rglob("*.py") if "tests" not in path.relative_to(PACKAGE).parts]


def imported_by(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_a_part_imports_lower_rows_only():
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_part_is_an_app_or_knows_no_tables():
    apps = [line for line in (PACKAGE / "settings.py").read_text(encoding="utf-8").splitlines() if '"hometime.' in line]
    with_tables = {path.parent.name for path in PACKAGE.glob("*/models.py")}
    assert with_tables <= {line.strip(' ",').removeprefix("hometime.") for line in apps}


def test_nothing_reaches_for_the_network():
    found = {}
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        used = {word.split(".")[0] for word in imported_by(path) if not word.startswith(tuple(HARMLESS))}
        if reached := (used & NETWORK) - MAY_USE.get(name, set()):
            found[name] = reached
    assert not found


def test_every_dependency_says_why():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads("\n".join(lines))["project"]
    named = [*project["dependencies"], *(need for needs in project["optional-dependencies"].values() for need in needs)]
    for need in named:
        at = next(number for number, line in enumerate(lines) if f'"{need}"' in line)
        assert "#" in lines[at] or lines[at - 1].strip().startswith("#"), need


def test_locks_hold_no_address():
    for lock in (ROOT / "locks").glob("*.txt"):
        assert "://" not in lock.read_text(encoding="utf-8"), lock.name
