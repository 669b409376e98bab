"""What `hometime ledger verify` prints: a line for each organisation, and what to do about the first bad one."""

import sys
from uuid import UUID

from django.db import OperationalError, ProgrammingError, connection

from . import triggers, verifying
from .models import Chain, Entry

NO_DATABASE = "There is no database of Hometime’s here yet. Start it once: hometime serve"


def verify(wanted: str | None, held: tuple[int, str] | None) -> int:
    try:
        return _verify(wanted, held)
    except (OperationalError, ProgrammingError):  # no file, or no tables in it
        return _refuse(NO_DATABASE, wanted=True)


def _verify(wanted: str | None, held: tuple[int, str] | None) -> int:
    organisations = _chosen(wanted)
    if not organisations:
        return _refuse(
            f"The ledger holds no acts of “{wanted}”." if wanted else "The ledger holds no acts yet.", wanted
        )
    if held and len(organisations) > 1:
        return _refuse("Say which organisation the head belongs to: --organisation NAME", wanted=True)
    answers = [verifying.verify(organisation, held) for organisation in organisations]
    for answer in answers:
        print(answer)
    _warn_if_open()
    return 1 if any(isinstance(answer, verifying.Broken) for answer in answers) else 0


def _chosen(wanted: str | None) -> list[UUID]:
    everything = verifying.organisations_with_acts()
    if wanted is None:
        return everything
    names = [*Chain.objects.values_list("organisation", "organisation_name")]
    names += Entry.objects.values_list("organisation", "organisation_name").distinct()
    found = {code for code, name in names if wanted.casefold() in (name.casefold(), str(code))}
    return [code for code in everything if code in found]


def _refuse(message: str, wanted: object) -> int:
    print(message, file=sys.stderr if wanted else sys.stdout)
    return 2 if wanted else 0


def _warn_if_open() -> None:
    if triggers.missing(connection):
        print("The database does not refuse changes to the ledger: its triggers are missing.", file=sys.stderr)
