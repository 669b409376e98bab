"""What people at Great Wickering have asked about devices, and what the school has done to look after them."""

from datetime import datetime

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

from .actors import Actors, person

TESTED, LOOKED_OVER = 120, 90  # days ago
LENT = tuple(f"GWA-{number:04}" for number in range(1, 8))
UNFIT = "GWA-0011"
LAPTOPS = {"kinds": ["laptop", "tablet"]}
NOT_YET = "xviii.i"  # Leo’s phone still joins new wifi by itself


def put_asked(at: datetime) -> None:
    who = Actors(at)
    _looked_after(who)
    _changes(who)
    _questions(who)
    _own(who, _systems(who))


def _looked_after(who: Actors) -> None:
    """Tests and upkeep of what is lent, and one charger that failed."""
    devices = {each.asset_code: each for each in Device.objects.filter(asset_code__in=[*LENT, UNFIT])}
    tested = [Checked(devices[code], True, f"20{number:03}") for number, code in enumerate(LENT, start=331)]
    unfit = Checked(devices[UNFIT], False, words="The cable is frayed.")
    record_inspections(
        [*tested, unfit], checked_on=who.day(-TESTED), tester="Safe Plugs, Great Wickering", **who("idris", TESTED)
    )
    for code in LENT:
        record_service(
            devices[code],
            done_on=who.day(-LOOKED_OVER),
            words="Looked over, cleaned and updated.",
            **who("idris", LOOKED_OVER),
        )
    begin_limit(
        what="system",
        words="Printing from outside the school",
        why="Pages were left in the tray.",
        warned=True,
        tell_now=True,
        **who("idris", 30),
    )


def _changes(who: Actors) -> None:
    """A program that is on, and an upgrade that waits for money."""
    done = ask_for_change(kind="app", what="Scratch 3", why="For the coding club.", **who("tess", 24))
    say_as(done, as_who="it", is_yes=True, words="", **who("idris", 23))
    note_installed(done, version="Scratch 3.29", **who("idris", 22))
    waits = ask_for_change(kind="upgrade", what="More memory", why="Films of lessons stop halfway.", **who("leo", 5))
    say_as(waits, as_who="it", is_yes=True, words="The laptop can take it.", **who("idris", 4))


def _questions(who: Actors) -> None:
    ask_for_device(kind="laptop", need="I plan lessons at home, and have no computer.", rung=None, **who("noor", 6))
    plan = plan_set_up(person("noor"), words="A laptop and a headset.", **who("idris", 3))
    agree_set_up(plan, as_who="it", **who("idris", 3))
    asked = ask_insurance(words="May I lock the laptop in the boot while I visit a family?", **who("tess", 12))
    answer_insurance(asked, answer="not_safe", reason="The insurer says: never in a car.", **who("leo", 11))
    heard = who("safia", 2)
    fault = report_fault(about="device", words="The fan is very loud.", noticed_at=heard["at"], **heard)
    move_fault(fault, name="start", words="", **who("idris", 1))


def _systems(who: Actors) -> System:
    """What can be opened from which devices. Returns the mail, which people also open on their own phones."""
    records = Described("Safeguarding records", "sensitive", ("pupils", "families"), 640)
    add_system(records, kinds=["desktop"], **who("idris", 80))
    add_system(Described("Register of pupils", "sensitive", ("pupils", "families"), 640), **who("idris", 80) | LAPTOPS)
    return add_system(Described("School email", "personal", ("pupils", "staff")), **who("idris", 80) | LAPTOPS)


def _own(who: Actors, mail: System) -> None:
    keeps = [f"xviii.{letter}" for letter in "abcdefghijklmno"]
    keeps.remove(NOT_YET)
    phone = Details(kind="phone", platform="android", make="Pixel", model="8")
    made = register_own(phone, keeps=keeps, opens=[mail], **who("leo", 40))
    agree_to_inspection(made, agrees=True, **who("leo", 40))
