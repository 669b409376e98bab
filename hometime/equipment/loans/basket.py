"""pick, drop, empty: what somebody has gathered to hand over. It waits on the server, so a phone may lose its page."""

import datetime as dt

from django.db import IntegrityError, transaction

from hometime.lib.refusal import Refused
from hometime.people.viewer import Viewer

from ..models import BasketItem, Device, Loan
from . import access

MOST = 40


def basket_of(viewer: Viewer) -> list[Device]:
    """What this viewer has picked here, in the order it was picked."""
    rows = BasketItem.objects.filter(organisation=viewer.organisation, keeper=viewer.person).select_related("device")
    return [item.device for item in rows]


def pick(device: Device, *, by: Viewer, at: dt.datetime) -> None:
    """Add a thing. Picked twice, it is there once."""
    access.may_lend(by).insist()
    access.may_hand(by, device, at).insist()
    refuse_taken(device, at)
    if BasketItem.objects.filter(keeper=by.person).count() >= MOST:
        raise Refused(f"That is {MOST} things already.", "Hand these over first.")
    try:
        with transaction.atomic():
            BasketItem.objects.create(organisation=by.organisation, keeper=by.person, device=device, created_at=at)
    except IntegrityError:  # the same label opened twice
        return


def drop(device: Device, *, by: Viewer) -> None:
    BasketItem.objects.filter(keeper=by.person, device=device).delete()


def empty(*, by: Viewer) -> None:
    BasketItem.objects.filter(keeper=by.person, organisation=by.organisation).delete()


def refuse_taken(device: Device, at: dt.datetime) -> None:
    """Out with somebody, put aside for somebody, or not fit to go: say so."""
    access.may_go_out(device, at).insist()
    loan = Loan.objects.open().filter(device=device).select_related("person", "created_by").first()
    if loan is not None:
        raise taken(device, loan)


def taken(device: Device, loan: Loan) -> Refused:
    giver = f", handed out by {loan.created_by.name}" if loan.created_by else ""
    if loan.is_put_aside:
        return Refused(f"{device} is put aside for {loan.person.name}{giver}.", "Leave it out, or call that off first.")
    return Refused(f"{loan.person.name} has {device}{giver}.", "Leave it out, or take it back first.")
