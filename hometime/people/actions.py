"""sign_in: note that somebody came in, or refuse them with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hometime.ledger.actions import record

from .access import may_sign_in
from .models import Account, Organisation
from .queries import home_organisation


@transaction.atomic
def sign_in(account: Account, *, at: datetime, how: str) -> Organisation:
    """Returns the organisation the person comes in to. `how` is “password” or “demonstration”."""
    today = timezone.localdate(at)
    may_sign_in(account, on=today).insist()
    organisation = home_organisation(account.person, on=today)
    assert organisation is not None  # may_sign_in has just found it
    record(
        "people.signed_in",
        organisation=organisation,
        by=account.person,
        subject=account.person,
        details={"how": how},
        at=at,
    )
    return organisation
