"""What people itself keeps: posts, roles, hours, guest access, why somebody was away. The account is dealt with by `actions`."""

from django.db.models import Q

from ..models import Delegation, Person
from .tables import about_people

export, _redact = about_people(
    "people",
    secret=("Account.password", "Invitation.fingerprint"),
    also={"GuestAccess.why": "", "Invitation.email": ""},
)


def redact(person: Person) -> int:
    why = Delegation.objects.filter(Q(holder=person) | Q(deputy=person)).update(reason="")
    return why + _redact(person)
