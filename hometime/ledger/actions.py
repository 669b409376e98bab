"""record: add an act to an organisation's chain. erase_details: forget who and what, and keep the proof that it was.

retell_details: forget an act as it was told, and tell it again without what had to go.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID, uuid4

from django.db import transaction

from .canonical import START, hash_of, instant, text_of
from .models import Chain, Entry, Payload

ERASED = "ledger.details_erased"  # what erase_details records
RETOLD = "ledger.details_retold"  # what retell_details records
ACT_NAME = re.compile(r"[a-z_]+\.[a-z_]+")


class Named(Protocol):
    """Anything an act can be about: an organisation, a person, a viewer, a receipt."""

    @property
    def code(self) -> UUID: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Reference:
    """A named thing that has no record of its own."""

    code: UUID
    name: str


class NotInTransaction(RuntimeError):
    """An act must be kept or lost together with what it says happened."""


def record(
    act: str,
    *,
    organisation: Named,
    by: Named | None,
    at: datetime,
    subject: Named | None = None,
    details: Mapping[str, Any] | None = None,
) -> Entry:
    """Add one act to the organisation's chain, inside the caller's transaction.

    `by` is None when nobody acted: a timer, an import, a demonstration being set up.
    """
    _check(act, at)
    text = text_of(
        {
            # A name is easily guessed from its bare hash, so what is erased must hold something nobody can guess.
            "salt": secrets.token_hex(16),
            "actor": by.name if by else None,
            "subject": subject.name if subject else None,
            "details": details or {},
        }
    )
    chain = _locked_chain(organisation)
    entry = Entry(
        code=uuid4(),
        organisation=organisation.code,
        organisation_name=organisation.name,
        sequence=chain.length + 1,
        at=at,
        act=act,
        actor=by.code if by else None,
        subject=subject.code if subject else None,
        payload_hash=hash_of(text),
        previous_hash=chain.head,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    Payload.objects.create(entry=entry, text=text)
    _move_head(chain, entry)
    return entry


def erase_details(entry: Entry, *, by: Named | None, at: datetime, reason: str) -> Entry:
    """Forget the names and details of an act. The entry and its hash stay, and the forgetting is itself an act."""
    if entry.act == ERASED:
        raise ValueError("What was erased, and why, is kept: it is the only proof that nobody tampered.")
    erasing = record(
        "ledger.details_erased",
        organisation=Reference(entry.organisation, entry.organisation_name),
        by=by,
        at=at,
        subject=Reference(entry.code, f"entry {entry.sequence}"),
        details={"reason": reason},
    )
    Payload.objects.filter(entry=entry).update(text=None)
    return erasing


def retell_details(
    entry: Entry,
    *,
    actor: str | None,
    subject: str | None,
    details: Mapping[str, Any],
    by: Named | None,
    at: datetime,
    reason: str,
) -> Entry:
    """Replace the words of an act. The entry, its codes and its hash stay; the new words are an act of their own.

    What is told again may itself be told again later, or erased: the proof is the act, not its words.
    """
    if entry.act == ERASED:
        raise ValueError("What was erased, and why, is kept: it is the only proof that nobody tampered.")
    retelling = record(
        "ledger.details_retold",
        organisation=Reference(entry.organisation, entry.organisation_name),
        by=by,
        at=at,
        subject=Reference(entry.code, f"entry {entry.sequence}"),
        details={"reason": reason, "told": {"actor": actor, "subject": subject, "details": details}},
    )
    Payload.objects.filter(entry=entry).update(text=None)
    return retelling


def entry_hash(entry: Any) -> str:
    """The hash of an entry: everything it says, the hash of its details, and the hash it follows."""
    return hash_of(
        text_of(
            {
                "code": entry.code,
                "organisation": entry.organisation,
                "organisation_name": entry.organisation_name,
                "sequence": entry.sequence,
                "at": instant(entry.at),
                "act": entry.act,
                "actor": entry.actor,
                "subject": entry.subject,
                "payload": entry.payload_hash,
                "previous": entry.previous_hash,
            }
        )
    )


def _check(act: str, at: datetime) -> None:
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransaction(f"{act} must be recorded inside the transaction of what it records.")
    if not ACT_NAME.fullmatch(act):
        raise ValueError(f"“{act}” is not the name of an act: write part.what_happened, in small letters.")
    if at.tzinfo is None:
        raise ValueError(f"{act} needs an instant with a time zone.")


def _locked_chain(organisation: Named) -> Chain:
    # Two people acting at once would both follow the same entry. PostgreSQL locks this row until the caller commits;
    # on SQLite the caller's transaction is IMMEDIATE, so it already holds the only lock for writing.
    Chain.objects.get_or_create(
        organisation=organisation.code,
        defaults={"organisation_name": organisation.name, "length": 0, "head": START},
    )
    return Chain.objects.select_for_update().get(organisation=organisation.code)


def _move_head(chain: Chain, entry: Entry) -> None:
    chain.length, chain.head, chain.organisation_name = entry.sequence, entry.hash, entry.organisation_name
    chain.save(update_fields=["length", "head", "organisation_name"])
