"""The product’s own data files, in YAML. The C parser is used where there is one: it is ten times as fast."""

from importlib.resources.abc import Traversable
from typing import Any

import yaml

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_data(file: Traversable) -> Any:
    """What a file says, as plain values."""
    return yaml.load(file.read_text(encoding="utf-8"), Loader=Loader)
