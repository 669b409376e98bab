"""Faults in plain data: found one by one or all at once, each with its place and how to mend it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from hometime.engine.errors import Place, PolicyError, place_of
from hometime.lib.text import did_you_mean

T = TypeVar("T")


class Lazily(Mapping[str, T]):
    """Entries of plain data, each built when first asked for."""

    def __init__(self, data: Mapping[str, Any], build: Callable[[str, Any], T]):
        self._data, self._build = data, build
        self._built: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._built:
            self._built[name] = self._build(name, self._data[name])
        return self._built[name]

    def __contains__(self, name: object) -> bool:
        return name in self._data

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)


@dataclass
class Problems:
    """Faults found so far: the first is raised at once, unless a linter means to `go_on` and collect them.

    `trusting`: the data was checked when it was published, so what nothing asks for need not be built.
    """

    go_on: bool = False
    trusting: bool = False
    found: list[PolicyError] = field(default_factory=list)

    def each(self, items: Iterable[Any], build: Callable[[Any], Any]) -> list[Any]:
        """What could be built; what could not is a problem."""
        built = []
        for item in items:
            try:
                built.append(build(item))
            except PolicyError as error:
                if not self.go_on:
                    raise
                self.found.append(error)
        return built

    def add(self, what: str, mend: str, place: Place | None) -> None:
        error = PolicyError(what, mend, place)
        if not self.go_on:
            raise error
        self.found.append(error)


def insist_on_keys(name: object, data: Any, required: set[str], allowed: set[str]) -> None:
    """Named values with every key that is required, and none that is not allowed; else a PolicyError says which."""
    if isinstance(data, dict) and data.keys() <= allowed and all(map(data.get, required)):
        return
    place = place_of(name) or place_of(data)
    if not isinstance(data, Mapping):
        raise PolicyError(f"{name} should be a list of named values.", "Indent its lines.", place)
    for key in data:
        if key not in allowed:
            raise PolicyError(
                f"{name}: “{key}” is not known here.{did_you_mean(key, allowed)}",
                "Correct or remove it.",
                place_of(key) or place,
            )
    lacking = sorted(key for key in required if data.get(key) in (None, ""))
    if lacking:
        raise PolicyError(f"{name}: {', '.join(lacking)} is missing.", "Add it.", place)


def insist_on_one_of(key: str, value: Any, allowed: tuple[str, ...]) -> None:
    """A value from a short list; else a PolicyError names the nearest and all the others."""
    if value not in allowed:
        raise PolicyError(
            f"{key} cannot be “{value}”.{did_you_mean(str(value), allowed)}",
            f"Use one of: {', '.join(allowed)}.",
            place_of(value),
        )


def whole_number(name: object, key: str, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PolicyError(
        f"{name}: {key} should be a whole number, not “{value}”.", "Correct it.", place_of(value) or place_of(name)
    )
