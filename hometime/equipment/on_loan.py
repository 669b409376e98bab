"""What somebody has on loan: told to parts below, which name no device themselves (settings.ON_LOAN)."""

import datetime as dt

from django.db.models import Exists, OuterRef

from hometime.arrangements.abroad.on_loan import OnLoan
from hometime.people.models import Organisation, Person

from .models import Loan
from .queries import lost_at


def on_loan_to(person: Person, organisation: Organisation, at: dt.datetime) -> list[OnLoan]:
    """In their hands at a moment, what they were handed last first. Nothing that is lost, put aside or back."""
    gone = lost_at(at).filter(device=OuterRef("device"))
    rows = Loan.objects.at(at).filter(~Exists(gone), person=person, organisation=organisation)
    rows = rows.select_related("device").order_by("-lent_at", "-pk")
    return [OnLoan(str(loan.code), f"{loan.device.asset_code}: {loan.device.what}") for loan in rows]
