"""What people at Great Wickering have asked about devices, and what the school has done to look after them.

Everything is done by the acts themselves, as of the moment each was done.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from hometime.equipment.asking.actions.changes import ask_for_change, note_installed, say_as
from hometime.equipment.asking.actions.faults import move_fault, report_fault
from hometime.equipment.asking.actions.inspections import Checked, record_inspections, record_service
from hometime.equipment.asking.actions.insurance import answer_insurance, ask_insurance
from hometime.equipment.asking.actions.limits import begin_limit
from hometime.equipment.asking.actions.requests import ask_for_device
from hometime.equipment.asking.actions.set_ups import agree_set_up, plan_set_up
from hometime.equipment.models import Device, System
from hometime.equipment.own.actions import agree_to_inspection, register_own
from hometime.equipment.register.actions import Details
from hometime.equipment.systems.actions import Described, add_system
from hometime.people.models import Person
from hometime.people.viewer import viewer_for

from .cast import code_of

TESTED, LOOKED_OVER = 120, 90  # days ago
LENT = tuple(f"GWA-{number:04}" for number in range(1, 8))
UNFIT = "GWA-0011"
LAPTOPS = {"kinds": ["laptop", "tablet"]}
NOT_YET = "xviii.i"  # Leo’s phone still joins new wifi by itself


@dataclass(frozen=True)
class _Ago:
    """The cast as they look at their school so many days before the demonstration begins."""

    begins: datetime

    def __call__(self, days: int, slug: str) -> dict[str, Any]:
        at = self.begins - timedelta(days=days)
        found = viewer_for(Person.objects.get(code=code_of(slug)), on=timezone.localdate(at))
        assert found is not None, f"{slug} has no post on {at}"
        return {"by": found, "at": at}


def put_asked(at: datetime) -> None:
    ago = _Ago(at)
    _looked_after(ago)
    _changes(ago)
    _questions(ago)
    _own(ago, _systems(ago))


def _looked_after(ago: _Ago) -> None:
    """Tests and upkeep of what is lent, and one charger that failed."""
    devices = {each.asset_code: each for each in Device.objects.filter(asset_code__in=[*LENT, UNFIT])}
    tested = [Checked(devices[code], True, f"20{number:03}") for number, code in enumerate(LENT, start=331)]
    unfit = Checked(devices[UNFIT], False, words="The cable is frayed.")
    who = ago(TESTED, "idris")
    record_inspections([*tested, unfit], checked_on=_day(who["at"]), tester="Safe Plugs, Great Wickering", **who)
    who = ago(LOOKED_OVER, "idris")
    for code in LENT:
        record_service(devices[code], done_on=_day(who["at"]), words="Looked over, cleaned and updated.", **who)
    begin_limit(
        what="system",
        words="Printing from outside the school",
        why="Pages were left in the tray.",
        warned=True,
        tell_now=True,
        **ago(30, "idris"),
    )


def _changes(ago: _Ago) -> None:
    """A program that is on, and an upgrade that waits for money."""
    done = ask_for_change(kind="app", what="Scratch 3", why="For the coding club.", **ago(24, "tess"))
    say_as(done, as_who="it", is_yes=True, words="", **ago(23, "idris"))
    note_installed(done, version="Scratch 3.29", **ago(22, "idris"))
    waits = ask_for_change(kind="upgrade", what="More memory", why="Films of lessons stop halfway.", **ago(5, "leo"))
    say_as(waits, as_who="it", is_yes=True, words="The laptop can take it.", **ago(4, "idris"))


def _questions(ago: _Ago) -> None:
    ask_for_device(kind="laptop", need="I plan lessons at home, and have no computer.", rung=None, **ago(6, "noor"))
    plan = plan_set_up(Person.objects.get(code=code_of("noor")), words="A laptop and a headset.", **ago(3, "idris"))
    agree_set_up(plan, as_who="it", **ago(3, "idris"))
    asked = ask_insurance(words="May I lock the laptop in the boot while I visit a family?", **ago(12, "tess"))
    answer_insurance(asked, answer="not_safe", reason="The insurer says: never in a car.", **ago(11, "leo"))
    who = ago(2, "safia")
    fault = report_fault(about="device", words="The fan is very loud.", noticed_at=who["at"], **who)
    move_fault(fault, name="start", words="", **ago(1, "idris"))


def _systems(ago: _Ago) -> System:
    """What can be opened from which devices. Returns the mail, which people also open on their own phones."""
    records = Described("Safeguarding records", "sensitive", ("pupils", "families"), 640)
    add_system(records, kinds=["desktop"], **ago(80, "idris"))
    add_system(Described("Register of pupils", "sensitive", ("pupils", "families"), 640), **ago(80, "idris") | LAPTOPS)
    return add_system(Described("School email", "personal", ("pupils", "staff")), **ago(80, "idris") | LAPTOPS)


def _own(ago: _Ago, mail: System) -> None:
    keeps = [f"xviii.{letter}" for letter in "abcdefghijklmno"]
    keeps.remove(NOT_YET)
    phone = Details(kind="phone", platform="android", make="Pixel", model="8")
    made = register_own(phone, keeps=keeps, opens=[mail], **ago(40, "leo"))
    agree_to_inspection(made, agrees=True, **ago(40, "leo"))


def _day(at: datetime) -> date:
    return timezone.localdate(at)
