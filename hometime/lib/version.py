"""The version of the product, from CHANGELOG.md or, in an installed copy, from the package’s metadata."""

import re
from importlib import metadata
from pathlib import Path

CHANGELOG = Path(__file__).resolve().parents[2] / "CHANGELOG.md"
NUMBERED = re.compile(r"^## (\d+\.\d+\.\d+)", re.MULTILINE)


def version() -> str:
    if CHANGELOG.exists() and (found := NUMBERED.search(CHANGELOG.read_text(encoding="utf-8"))):
        return found.group(1)
    return metadata.version("hometime")
