"""`make check`: every check in turn, all of them even when one fails, and sizes for information."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
MOST = 60  # lines shown of a failing check

CHECKS = {
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "lint": [BIN / "ruff", "check", "--quiet", "."],
    "arrows": [BIN / "lint-imports", "--no-cache"],
    "types": [BIN / "mypy", "--no-error-summary"],
    "migrations": [BIN / "python", "manage.py", "makemigrations", "--check", "--dry-run", "-v0"],
    "packs": [BIN / "hometime", "policy", "lint"],
    "docs": [BIN / "python", "tools/docs.py", "--check"],
}


def main():
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    print_sizes()
    if failed:
        sys.exit("Not right yet: " + ", ".join(failed))
    print("All checks pass.")


def passes(name, command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    right = done.returncode == 0
    print(f"{'ok  ' if right else 'FAIL'} {name}", flush=True)
    if not right:
        print(shortened(done.stdout + done.stderr), flush=True)
    return right


def shortened(said):
    lines = said.splitlines()
    more = [f"… and {len(lines) - MOST} lines more"] if len(lines) > MOST else []
    return "\n".join(lines[:MOST] + more)


def print_sizes():
    """The five largest of each, and imports hidden inside functions. A mirror, not a fence."""
    sources = [path for path in (ROOT / "hometime").rglob("*.py") if "migrations" not in path.parts]
    templates = list((ROOT / "hometime").rglob("*.html"))
    show("files", {str(path.relative_to(ROOT)): lines_in(path) for path in sources})
    show("templates", {str(path.relative_to(ROOT)): lines_in(path) for path in templates})
    show("functions", {name: size for path in sources for name, size in functions_in(path)})
    hidden = [place for path in sources for place in hidden_imports_in(path)]
    print("hidden imports: " + (", ".join(hidden) or "none"))


def show(title, sizes):
    print(f"largest {title}:")
    for name, size in sorted(sizes.items(), key=lambda pair: -pair[1])[:5]:
        print(f"  {size:5}  {name}")


def lines_in(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def functions_in(path):
    for node in functions(path):
        yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def hidden_imports_in(path):
    for function in functions(path):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield f"{path.relative_to(ROOT)}:{node.lineno}"


if __name__ == "__main__":
    main()
