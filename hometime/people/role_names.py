"""What a role is called at an organisation: as its policy has it, or in our own words. Policy stands above people, so it is
found through a setting."""

from collections.abc import Callable, Mapping
from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from hometime.lib.remembering import remembered

from .models import Organisation, Role

Names = Callable[[Organisation, date], Mapping[str, str]]


@remembered
def role_names(organisation: Organisation, on: date) -> dict[str, str]:
    """Every kind of role, with its name."""
    named: Names = import_string(settings.ROLE_NAMES)
    return {**dict(Role.Kind.choices), **named(organisation, on)}


def role_name(kind: str, organisation: Organisation, on: date) -> str:
    return role_names(organisation, on)[kind]


def role_in_a_sentence(kind: str, organisation: Organisation, on: date) -> str:
    """“the headteacher”, “the IT technician”, “the DPO”."""
    name = role_name(kind, organisation, on)
    return f"the {name if name[1:2].isupper() else name[:1].lower() + name[1:]}"
