"""open_kiosk, end_kiosk, give_pin, sign_at_kiosk: signing on a shared device, for people without e-mail."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from hometime.ledger.actions import record
from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.models import Person
from hometime.people.viewer import Viewer, viewer_for
from hometime.policy.models import PolicyVersion

from .. import telling
from ..access import may_give_pin, may_open_kiosk
from ..models import Acknowledgement, Kiosk, Pin
from .signing import sign_policy

DIGITS = 6
TRIES = 5
CLOSED_FOR = dt.timedelta(minutes=15)
LONGEST = 12  # hours
WRONG = "That PIN is not right."


@transaction.atomic
def open_kiosk(*, name: str, hours: int, by: Viewer, at: dt.datetime) -> tuple[Kiosk, str]:
    """Make this device one to sign on for some hours. Returns the word for its cookie, which is kept nowhere else."""
    may_open_kiosk(by).insist()
    if not 1 <= hours <= LONGEST:
        raise Refused(f"A shared device can be open for 1 to {LONGEST} hours.", "Open it again tomorrow.")
    word = secrets.token_urlsafe(32)
    kiosk = Kiosk.objects.create(
        organisation=by.organisation,
        name=name.strip(),
        word_hash=hash_of_word(word),
        ends_at=at + dt.timedelta(hours=hours),
        created_at=at,
        created_by=by.person,
    )
    record("learning.kiosk_opened", organisation=by.organisation, by=by, subject=kiosk, details={"hours": hours}, at=at)
    return kiosk, word


@transaction.atomic
def end_kiosk(kiosk: Kiosk, *, by: Viewer | None, at: dt.datetime) -> None:
    """Close a shared device before its time: whoever may open one, or anybody standing at it (`by` is None)."""
    if by is not None:
        may_open_kiosk(by).insist()
    if Kiosk.objects.filter(pk=kiosk.pk, ends_at__gt=at).update(ends_at=at):
        record("learning.kiosk_ended", organisation=kiosk.organisation, by=by, subject=kiosk, at=at)


@transaction.atomic
def give_pin(person: Person, *, by: Viewer, at: dt.datetime) -> str:
    """A new PIN for somebody without e-mail, in place of an older one. It is shown once and kept only as a password is."""
    may_give_pin(by, person).insist()
    digits = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    told = {
        "secret": make_password(digits),
        "failures": 0,
        "closed_until": None,
        "created_at": at,
        "created_by": by.person,
    }
    Pin.objects.update_or_create(organisation=by.organisation, person=person, defaults=told)
    record("learning.pin_given", organisation=by.organisation, by=by, subject=person, at=at)
    telling.pin_given(person, by=by, at=at)
    return digits


def sign_at_kiosk(
    kiosk: Kiosk,
    person: Person,
    *,
    pin: str,
    version: PolicyVersion,
    typed_name: str,
    declared: Sequence[str],
    at: dt.datetime,
    on: dt.date,
) -> Acknowledgement:
    """Sign on a shared device. A wrong PIN is counted even though nothing is signed, so it has a transaction of its own."""
    if kiosk.ends_at <= at:
        raise Refused("This device is closed for signing.", "Ask the office to open it again.")
    _tried(kiosk, person, pin, at).insist()
    by = viewer_for(person, on=on, showing=str(kiosk.organisation.code))
    if by is None or by.organisation != kiosk.organisation:
        raise Refused("You do not have a post here now.", "Ask your school office.")
    how = Acknowledgement.How.KIOSK
    return sign_policy(version=version, typed_name=typed_name, declared=declared, by=by, at=at, how=how)


@transaction.atomic
def _tried(kiosk: Kiosk, person: Person, typed: str, at: dt.datetime) -> Answer:
    """One try. The row is locked, so that tries at the same moment are counted one by one."""
    pin = Pin.objects.select_for_update().filter(organisation=kiosk.organisation, person=person).first()
    if pin is None:
        return Refused(WRONG, "Ask your manager for a PIN.")
    if pin.closed_until and pin.closed_until > at:
        return Refused("There were too many wrong tries.", "Wait a quarter of an hour, or ask for a new PIN.")
    if check_password(typed, pin.secret):
        Pin.objects.filter(pk=pin.pk).update(failures=0, closed_until=None)
        return Allowed()
    failures = pin.failures + 1
    closed = at + CLOSED_FOR if failures >= TRIES else None
    Pin.objects.filter(pk=pin.pk).update(failures=0 if closed else failures, closed_until=closed)
    if closed:
        record("learning.pin_closed", organisation=kiosk.organisation, by=None, subject=person, at=at)
    return Refused(WRONG, "Check it and try again.")


def hash_of_word(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
