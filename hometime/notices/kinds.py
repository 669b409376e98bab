"""What may be told: each part declares its kinds in its `notices.py`, and settings.NOTICE_SOURCES names those modules.

KINDS = {
    "arrangements.asked": Kind(subject="{{ who }} asks to work at home", template="arrangements/notices/asked.txt"),
}
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.conf import settings

from .models import Pace


@dataclass(frozen=True)
class Kind:
    """`subject` and the template read the context. Urgent ones go at once, `soon` ones in the person's hours, others in the daily mail."""

    subject: str
    template: str
    urgent: bool = False
    soon: bool = False

    @property
    def pace(self) -> Pace:
        return Pace.AT_ONCE if self.urgent else Pace.SOON if self.soon else Pace.DIGEST


class UnknownKind(LookupError):
    """A notice nobody declared: a slip in code, never a person's doing."""


def kind_named(name: str) -> Kind:
    known = kinds_of(tuple(settings.NOTICE_SOURCES))
    if name not in known:
        raise UnknownKind(
            f"No notice “{name}” is declared in {', '.join(settings.NOTICE_SOURCES) or 'NOTICE_SOURCES'}."
        )
    return known[name]


@cache
def kinds_of(modules: tuple[str, ...]) -> dict[str, Kind]:
    known: dict[str, Kind] = {}
    for module in modules:
        told: dict[str, Kind] = import_module(module).KINDS
        if twice := known.keys() & told.keys():
            raise UnknownKind(f"{module} declares again: {', '.join(sorted(twice))}.")
        known |= told
    return known
