"""take_back, set_due, say: a thing comes back, may stay longer, or its borrower says how it is."""

import datetime as dt

from django.db import transaction

from hometime.files.actions import keep_file
from hometime.files.models import StoredFile
from hometime.ledger.actions import Reference, record
from hometime.lib.refusal import Refused
from hometime.people.models import Person, Post, Role
from hometime.people.queries import others_who_hold
from hometime.people.viewer import Viewer

from ..models import Device, DueChange, HolderWord, Loan
from . import access, telling
from .actions import Photo

Says = HolderWord.Says
# Kinds that hold what people wrote: somebody must say what became of it.
HOLD_DATA = (
    Device.Kind.LAPTOP,
    Device.Kind.TABLET,
    Device.Kind.PHONE,
    Device.Kind.DESKTOP,
    Device.Kind.MEMORY_STICK,
)


@transaction.atomic
def take_back(
    loan: Loan,
    *,
    condition: str,
    wiped: str,
    by: Viewer,
    at: dt.datetime,
    note: str = "",
    photo: Photo | None = None,
) -> Loan:
    """Take a thing back, saying how it is. The first to say so is the one who took it."""
    loan = locked(loan)
    access.may_take_back(by, loan).insist()
    if condition not in Loan.Condition.values or wiped not in Loan.Wiped.values:
        raise Refused("Say how it is, and whether it is wiped.", "Choose one of the answers.")
    if wiped == Loan.Wiped.NOT_NEEDED and loan.device.kind in HOLD_DATA:
        raise Refused(f"A {loan.device.get_kind_display().lower()} keeps data.", "Say whether it is wiped.")
    kept = _kept(photo, by, at)
    ended = Loan.objects.filter(pk=loan.pk, ended_at=None).update(
        returned_at=at,
        ended_at=at,
        ended_how=Loan.Ended.RETURNED,
        ended_by=by.person,
        condition=condition,
        wiped=wiped,
        note=note.strip(),
        photo=kept,
    )
    if not ended:
        raise Refused("Somebody has just taken this back.", "Look at what happened to it.")
    loan.refresh_from_db()
    _record("equipment.thing_returned", loan, by, at, {"condition": condition, "wiped": wiped})
    telling.returned(loan, by=by.person, at=at)
    return loan


def _kept(photo: Photo | None, by: Viewer, at: dt.datetime) -> StoredFile | None:
    if photo is None:
        return None
    kinds = ("png", "jpeg")
    return keep_file(photo.content, name=photo.name, organisation=by.organisation, by=by, at=at, allowed=kinds)


@transaction.atomic
def set_due(
    loan: Loan, *, due_on: dt.date | None, seen: dt.date | None, by: Viewer, at: dt.datetime, why: str = ""
) -> DueChange:
    """Set another day to be back, or none. `seen` is the day the page showed: a stale page is refused."""
    loan = locked(loan)
    access.may_set_due(by, loan).insist()
    if due_on == loan.due_on:
        raise Refused("That is the day it has.", "Choose another, or go back.")
    if due_on is not None and due_on < by.today:
        raise Refused("That day has passed.", "Choose a day that is still to come.")
    if seen != loan.due_on or not Loan.objects.filter(pk=loan.pk, due_on=seen, ended_at=None).update(due_on=due_on):
        raise Refused("Somebody else has just set the day.", "Look at it again.")
    change = DueChange.objects.create(
        loan=loan, before=seen, after=due_on, why=why.strip(), created_at=at, created_by=by.person
    )
    loan.refresh_from_db()
    _record("equipment.loan_due_set", loan, by, at, {"due_on": due_on.isoformat() if due_on else None})
    telling.due_set(loan, at=at)
    return change


@transaction.atomic
def say(loan: Loan, *, says: str, by: Viewer, at: dt.datetime) -> HolderWord:
    """The borrower’s own word: I still have it, I do not, my data is off it. Said twice on one day, it is said once."""
    loan = locked(loan)
    access.may_say(by, loan).insist()
    if says not in Says.values:
        raise Refused("That could not be read.", "Choose one of the answers.")
    last = HolderWord.objects.filter(loan=loan).exclude(says=Says.DATA_OFF).order_by("-created_at", "-pk").first()
    if says == Says.DATA_OFF:
        last = HolderWord.objects.filter(loan=loan, says=Says.DATA_OFF).order_by("-created_at").first()
    if last is not None and last.says == says and (at - last.created_at) < dt.timedelta(days=1):
        return last
    word = HolderWord.objects.create(loan=loan, says=says, created_at=at, created_by=by.person)
    _record("equipment.holder_said", loan, by, at, {"says": says})
    if says == Says.NOT_HERE:
        telling.not_here(loan, to=who_looks_after(loan, by.today), at=at)
    return word


def who_looks_after(loan: Loan, on: dt.date) -> list[Person]:
    """Who looks for a thing: the IT role, else the head, never the borrower; and the borrower’s line manager."""
    keepers: list[Person] = []
    for kind in (Role.Kind.IT, Role.Kind.BUSINESS_MANAGER, Role.Kind.HEAD):
        keepers = keepers or others_who_hold(kind, loan.organisation, on=on, subject=loan.person)
    managers = [post.line_manager for post in posts_of(loan.person, loan, on) if post.line_manager]
    return list({person.pk: person for person in [*keepers, *managers]}.values())


def posts_of(person: Person, loan: Loan, on: dt.date) -> list[Post]:
    return list(
        Post.objects.filter(organisation=loan.organisation, person=person).on(on).select_related("line_manager")
    )


def locked(loan: Loan) -> Loan:
    rows = Loan.objects.select_for_update(of=("self",)).select_related("device", "person", "organisation")
    return rows.get(pk=loan.pk)


def _record(act: str, loan: Loan, by: Viewer, at: dt.datetime, details: dict[str, object]) -> None:
    subject = Reference(loan.code, str(loan.device))
    record(act, organisation=loan.organisation, by=by, subject=subject, details=details, at=at)
