"""Data files of the product itself, in YAML, read by the parser in C where there is one: it is ten times as fast as the one in Python."""

from importlib.resources.abc import Traversable
from typing import Any

import yaml

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_data(file: Traversable) -> Any:
    """What a file says, as plain values."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=Loader)
