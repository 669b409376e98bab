"""Walks a chain from its first act and says where it first stops adding up."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hometime.lib.text import counted

from .actions import ERASED, RETOLD, entry_hash
from .canonical import START, hash_of
from .models import Chain, Entry


@dataclass(frozen=True)
class Whole:
    organisation: UUID
    name: str
    length: int
    head: str

    def __str__(self) -> str:
        return f"{self.name}: {counted(self.length, 'act')}, all in order. Head {self.head}"


@dataclass(frozen=True)
class Broken:
    organisation: UUID
    name: str
    sequence: int
    what: str

    def __str__(self) -> str:
        return f"{self.name}: entry {self.sequence} {self.what}"


def organisations_with_acts() -> list[UUID]:
    """Every organisation the ledger speaks of, whether or not the head of its chain is still there."""
    heads = Chain.objects.values_list("organisation", flat=True)
    return sorted({*heads, *Entry.objects.values_list("organisation", flat=True).distinct()})


def verify(organisation: UUID, held: tuple[int, str] | None = None) -> Whole | Broken:
    """Check every act. `held` is a length and a head that someone wrote down elsewhere, to check the chain against."""
    chain = Chain.objects.filter(organisation=organisation).first()
    erased = _erased(organisation)
    name, length, head = chain.organisation_name if chain else "", 0, START
    for entry in _entries(organisation):
        name = name or entry.organisation_name
        what = _first_fault(entry, length, head, erased) or _unlike_held(entry, held)
        if what:
            return Broken(organisation, name, length + 1, what)
        length, head = entry.sequence, entry.hash
    fault = _end_fault(chain, length, head, held)
    return Broken(organisation, name, *fault) if fault else Whole(organisation, name, length, head)


def _entries(organisation: UUID) -> Iterator[Any]:
    entries = Entry.objects.filter(organisation=organisation).order_by("sequence")
    columns = [field.name for field in Entry._meta.fields]
    return entries.values_list(*columns, "payload__entry_id", "payload__text", named=True).iterator()


def _erased(organisation: UUID) -> set[UUID]:
    subjects = Entry.objects.filter(organisation=organisation, act__in=(ERASED, RETOLD)).values_list(
        "subject", flat=True
    )
    return {subject for subject in subjects if subject}


def _first_fault(entry: Any, length: int, head: str, erased: set[UUID]) -> str | None:
    if entry.sequence != length + 1:
        return "is missing."
    if entry.previous_hash != head:
        return "does not follow the entry before it."
    if entry_hash(entry) != entry.hash:
        return "has been altered: it no longer matches its own hash."
    if entry.payload__entry_id is None:
        return "has lost its details, and they were not erased in the proper way."
    if entry.payload__text is None:
        return None if entry.code in erased else "has had its details erased, and no act says by whom."
    return None if hash_of(entry.payload__text) == entry.payload_hash else "has had its details altered."


def _unlike_held(entry: Any, held: tuple[int, str] | None) -> str | None:
    if held and entry.sequence == held[0] and entry.hash != held[1]:
        return "is not the one that was written down elsewhere: the chain has been made again."
    return None


def _end_fault(chain: Chain | None, length: int, head: str, held: tuple[int, str] | None) -> tuple[int, str] | None:
    promised = max(chain.length if chain else 0, held[0] if held else 0)
    if length < promised:
        return length + 1, f"is missing, and so is all that followed: there should be {counted(promised, 'act')}."
    if chain is None:
        return length, "is the last, but the head of the chain has gone."
    if chain.length < length:
        return chain.length + 1, "was added without moving the head of the chain."
    if chain.head != head:
        return length, "is not the one that the head of the chain knows."
    return None
