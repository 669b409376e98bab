"""What happened to a device, oldest first: from the rows that say so, as far as the viewer may see and the moment goes."""

import datetime as dt
from collections.abc import Iterator

from hometime.lib.text import day_in_words, in_words
from hometime.pages.timeline import Event
from hometime.people.models import Person
from hometime.people.viewer import Viewer

from ..asking.history import happened_to
from ..models import Device, DeviceLoss, KitItem, Loan
from ..queries import READERS
from .lists import when

NAMES = {
    "asset_code": "asset code",
    "kind": "kind",
    "platform": "system",
    "make": "make",
    "model": "model",
    "serial": "serial number",
    "name": "name",
}


def history_of(device: Device, viewer: Viewer, at: dt.datetime) -> list[Event]:
    """A borrower sees what the thing is and their own loans of it, never whose hands it was in before."""
    sees_all = viewer.has_role(*READERS) or device.owner_person_id == viewer.person.pk
    loans = Loan.objects.filter(device=device).select_related(
        "person", "created_by", "ended_by", "hand_over__signature"
    )
    if not sees_all:
        loans = loans.filter(person=viewer.person)
    events = [
        *_itself(device),
        *(event for loan in loans.prefetch_related("due_changes", "words") for event in _loan(loan)),
    ]
    if sees_all:
        events += [*_changes(device), *_losses(device), *_kits(device)]
        events += [Event(*each) for each in happened_to(device)]
    return sorted((event for event in events if event.at <= at), key=lambda event: event.at)


def _itself(device: Device) -> Iterator[Event]:
    yield Event(device.created_at, "Put on the register", f"As {device.get_kind_display().lower()}")
    if device.retired_at:
        parts = [device.get_retired_how_display(), device.retired_with, _by(device.retired_by)]
        yield Event(device.retired_at, "Retired", ". ".join(part for part in parts if part))


def _changes(device: Device) -> Iterator[Event]:
    for change in device.changes.select_related("created_by"):
        said = [
            f"{NAMES[name]}: {before or 'nothing'} became {after or 'nothing'}"
            for name, before, after in change.differences
        ]
        yield Event(
            change.created_at, "Details changed", "; ".join([*said, change.why, _by(change.created_by)]).strip("; ")
        )


def _losses(device: Device) -> Iterator[Event]:
    for loss in DeviceLoss.objects.filter(device=device).select_related("created_by", "ended_by"):
        yield Event(loss.begun_at, "Missed", _by(loss.created_by, f"Reported on {when(loss.created_at)}"))
        if loss.ended_at:
            yield Event(loss.ended_at, "Found", _by(loss.ended_by))


def _kits(device: Device) -> Iterator[Event]:
    for item in KitItem.objects.filter(device=device).select_related("kit"):
        yield Event(item.begun_at, f"Put into the kit “{item.kit}”")
        if item.ended_at:
            yield Event(item.ended_at, f"Taken out of the kit “{item.kit}”")


def _loan(loan: Loan) -> Iterator[Event]:
    who = loan.person.name
    if loan.lent_at is None or loan.created_at < loan.lent_at:
        yield Event(loan.created_at, f"Put aside for {who}", _by(loan.created_by))
    if loan.lent_at:
        due = f"Due back on {day_in_words(loan.due_on)}" if loan.due_on else "No day set for its return"
        yield Event(loan.lent_at, f"Handed to {who}", f"{due}. {_by(loan.created_by)}".strip())
    signature = getattr(loan.hand_over, "signature", None) if loan.hand_over else None
    if signature:
        yield Event(signature.signed_at, f"{who} signed for it")
    for change in loan.due_changes.all():
        now = day_in_words(change.after) if change.after else "no day"
        yield Event(change.created_at, f"Due back now: {now}", change.why)
    for word in loan.words.all():
        yield Event(word.created_at, f"{who} said: {word.get_says_display()}")
    if loan.ended_at:
        yield _ended(loan, who)


def _ended(loan: Loan, who: str) -> Event:
    assert loan.ended_at is not None
    if loan.ended_how != Loan.Ended.RETURNED:
        return Event(loan.ended_at, f"{loan.get_ended_how_display()} ({who})", _by(loan.ended_by))
    wiped = f"wiped: {loan.get_wiped_display().lower()}" if loan.wiped else ""
    said = in_words([part for part in (loan.get_condition_display().lower(), wiped) if part])
    return Event(
        loan.ended_at,
        f"{who} gave it back",
        ". ".join(part for part in (said.capitalize(), loan.note, _by(loan.ended_by)) if part),
    )


def _by(person: Person | None, more: str = "") -> str:
    return f"{more}{' by ' if more else 'By '}{person.name}" if person else more
