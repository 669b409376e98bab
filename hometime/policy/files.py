"""Packs on disk: YAML and CSV read into plain data that remembers where each text stood.

Only `true` and `false` are booleans, so that `on`, `yes` and `no` can be ordinary words; dates are dates; everything else is text.
"""

import csv
import datetime as dt
import re
from pathlib import Path
from typing import Any

import yaml

from hometime.engine.errors import Place, PolicyError, Text
from hometime.lib.data import Loader

PACKS = Path(__file__).resolve().parent.parent / "packs"
DATE = re.compile(r"\d{4}-\d\d-\d\d")
NUMBER = re.compile(r"-?\d{1,9}")


class Placed(dict[str, Any]):
    """Named values that remember where they stood, as `Text` does."""

    place: Place | None = None


def read_yaml(path: Path) -> Any:
    """The data of one file; a PolicyError says where it cannot be read."""
    name = shown(path)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name, 1)
        what = getattr(error, "problem", None) or "This file cannot be read."
        raise PolicyError(f"YAML: {what}", "Check the indents and the colons.", place) from None
    return _data(node, name) if node is not None else None


def read_csv(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file with a heading, each text with its place."""
    name = shown(path)
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        return [
            {key: Text.at(value or "", Place(name, reader.line_num)) for key, value in row.items()} for row in reader
        ]


def shown(path: Path) -> str:
    """A path as people see it: from the packs folder down."""
    return str(path.relative_to(PACKS.parent)) if path.is_relative_to(PACKS.parent) else str(path)


def pack_folders(root: Path = PACKS) -> dict[str, Path]:
    """The newest version folder of each pack, by slug."""
    newest = {}
    for folder in sorted((root / "schools").iterdir()):
        versions = [v for v in folder.iterdir() if (v / "pack.yaml").exists()] if folder.is_dir() else []
        if versions:
            newest[folder.name] = max(versions, key=lambda v: [int(part) for part in re.findall(r"\d+", v.name)])
    return newest


def _data(node: yaml.Node, file: str) -> Any:
    place = Place(file, node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, file, place)
    if isinstance(node, yaml.SequenceNode):
        return [_data(item, file) for item in node.value]
    return _scalar(node.value, getattr(node, "style", None), place)


def _mapping(node: yaml.MappingNode, file: str, place: Place) -> Placed:
    result = Placed()
    result.place = place
    for key_node, value_node in node.value:
        key = Text.at(str(key_node.value), Place(file, key_node.start_mark.line + 1, key_node.start_mark.column + 1))
        if key in result:
            raise PolicyError(f"“{key}” stands here twice.", "Keep one of them.", key.place)
        result[key] = _data(value_node, file)
    return result


def _scalar(text: str, style: str | None, place: Place) -> Any:
    if not style:
        if text in ("true", "false"):
            return text == "true"
        if text in ("", "null", "~"):
            return None
        if NUMBER.fullmatch(text):
            return int(text)
        if DATE.fullmatch(text):
            return _date(text, place)
    quoted = style in ("'", '"')
    return Text.at(text, Place(place.file, place.line, place.column + quoted))


def _date(text: str, place: Place) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise PolicyError(f"There is no day {text}.", "Write year-month-day.", place) from None
