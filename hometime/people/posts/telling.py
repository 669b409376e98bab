"""Who is told of a role: whoever has it now, and where somebody acts in an office for a time, whoever holds it already."""

from datetime import datetime

from django.urls import reverse

from hometime.lib.text import day_in_words

from ..models import Role
from ..queries import holders_of
from ..role_names import role_name
from ..telling import tell
from ..viewer import OFFICES, Viewer


def role_was_given(role: Role, *, by: Viewer, at: datetime) -> None:
    told = about(role, by)
    tell("people.role_given", to=role.person, organisation=role.organisation, context=told, at=at)
    if role.kind in OFFICES and role.ends_on:
        for holder in holders_of(role.kind, role.organisation, on=by.today):
            if holder.pk not in (role.person_id, by.person.pk):
                tell("people.acting", to=holder, organisation=role.organisation, context=told, at=at)


def about(role: Role, by: Viewer) -> dict[str, str]:
    return {
        "role": role_name(role.kind, role.organisation, by.today),
        "who": role.person.name,
        "by": by.name,
        "starts_on": day_in_words(role.starts_on),
        "ends_on": day_in_words(role.ends_on) if role.ends_on else "",
        "href": reverse("people:person", args=[role.person.code]),
    }
