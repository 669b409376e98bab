"""What a list would add, device by device, against the register now. Reads only; five queries however long the list."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from hometime.lib.plans import counts_of
from hometime.lib.text import counted, day_for_people
from hometime.people.models import Organisation

from ..models import Device, KnownAs, Observation
from .networks import is_inside
from .queries import networks_of
from .reading.found import CONTACT, DeviceSeen, Seen
from .readings import ONLINE
from .words import fact_words, value_words

ADD, NEW, SAME, LEFT_OUT, REFUSED = "add", "new", "same", "left-out", "refused"
WORDS = {
    ADD: "Something new was seen",
    NEW: "Not on the register",
    SAME: "Nothing new",
    LEFT_OUT: "Left out",
    REFUSED: "Cannot be read",
}
AHEAD = dt.timedelta(hours=1)  # clocks differ a little; a day in the future is a date read the wrong way round


@dataclass(frozen=True)
class Step:
    kind: str
    seen: DeviceSeen
    says: str
    device: Device | None = None
    adds: tuple[Seen, ...] = ()

    @property
    def number(self) -> int:
        return self.seen.number

    @property
    def title(self) -> str:
        device = f"{self.device.asset_code}, {self.device.what}" if self.device else ""
        return device or self.seen.name or self.seen.serial or self.seen.external or "No name"


@dataclass(frozen=True)
class Plan:
    steps: tuple[Step, ...]

    def of(self, kind: str) -> list[Step]:
        return [step for step in self.steps if step.kind == kind]

    @property
    def counts(self) -> dict[str, int]:
        return counts_of(self.steps, WORDS)

    @property
    def digest(self) -> str:
        """Two plans with the same digest do the same."""
        told = [(step.kind, step.number, step.device and step.device.pk, step.adds) for step in self.steps]
        return hashlib.sha256(repr(told).encode()).hexdigest()


@dataclass
class Known:
    at: dt.datetime
    by_serial: dict[str, Device] = field(default_factory=dict)
    by_external: dict[str, Device] = field(default_factory=dict)
    by_name: dict[str, list[Device]] = field(default_factory=dict)
    had: set[tuple[int, str, dt.datetime]] = field(default_factory=set)  # device, fact, when: of this source
    networks: list[str] = field(default_factory=list)


def plan_for(devices: Sequence[DeviceSeen], source: str, organisation: Organisation, at: dt.datetime) -> Plan:
    """Devices are known again by serial, else by what this source calls them, else by a name that only one here has."""
    known = _known(devices, source, organisation, at)
    best = _best_of_each(devices, known)
    steps = tuple(_step(seen, known, best) for seen in devices)
    return Plan(tuple(_with_what_is_new(steps, source, known)))


def _known(devices: Sequence[DeviceSeen], source: str, organisation: Organisation, at: dt.datetime) -> Known:
    known = Known(at)
    for device in Device.objects.filter(organisation=organisation, retired_at=None):
        if device.serial:
            known.by_serial[device.serial] = device
        for name in {device.name.casefold(), device.asset_code.casefold()} - {""}:
            known.by_name.setdefault(name, []).append(device)
    rows = KnownAs.objects.filter(organisation=organisation, source=source, device__retired_at=None)
    for row in rows.filter(seen_list__withdrawn_at=None).select_related("device"):
        known.by_external[row.external] = row.device
    known.networks = [row.network for row in networks_of(organisation, at)]
    return known


def _best_of_each(devices: Iterable[DeviceSeen], known: Known) -> dict[str, DeviceSeen]:
    """Of several lines with one serial number, the one seen last: a machine set up anew leaves its old line behind."""
    best: dict[str, DeviceSeen] = {}
    for seen in devices:
        if not seen.serial or seen.problem or seen.last_seen is None or seen.last_seen > known.at + AHEAD:
            continue
        before = best.get(seen.serial)
        if before is None or (before.last_seen and seen.last_seen > before.last_seen):
            best[seen.serial] = seen
    return best


def _step(seen: DeviceSeen, known: Known, best: dict[str, DeviceSeen]) -> Step:
    if seen.problem:
        return Step(REFUSED, seen, seen.problem)
    if seen.last_seen and seen.last_seen > known.at + AHEAD:
        return Step(REFUSED, seen, _not_yet(seen.last_seen, known.at))
    better = best.get(seen.serial) if seen.serial else None
    if better is not None and better is not seen:
        is_same = better.last_seen == seen.last_seen
        when = "at the same time" if is_same else "later"
        return Step(
            LEFT_OUT, seen, f"Line {better.number} has the same serial number, {seen.serial}, and was seen {when}."
        )
    device, how = _find(seen, known)
    if device:
        return Step(ADD, seen, how, device, seen.facts)
    if not seen.serial:
        return Step(LEFT_OUT, seen, " ".join(["Nothing says which of our devices this is.", *seen.notes]))
    if seen.owner == "mine":
        return Step(LEFT_OUT, seen, "It is somebody’s own device: they put it on the register themselves.")
    return Step(
        NEW,
        seen,
        " ".join([f"Serial number {seen.serial}. Last seen {_day(seen, known)}.", *_about(seen), *seen.notes]),
    )


def _not_yet(moment: dt.datetime, now: dt.datetime) -> str:
    local, today = timezone.localtime(moment), timezone.localdate(now)
    if local.date() == today:
        return f"It was seen today at {local:%H:%M}, which has not come yet. Is its clock right?"
    return f"It was seen on {day_for_people(local.date(), today)}, which has not come yet. Are the day and the month the right way round?"


def _find(seen: DeviceSeen, known: Known) -> tuple[Device | None, str]:
    if seen.serial:
        return known.by_serial.get(seen.serial), ""
    if seen.external in known.by_external:
        return known.by_external[seen.external], "Known by its number in the device manager."
    named = known.by_name.get(seen.name.casefold(), []) if seen.name else []
    if len(named) == 1:
        return named[0], "Known by its name alone: make sure it is this one."
    return None, ""


def _about(seen: DeviceSeen) -> list[str]:
    make = "" if seen.make and seen.model.casefold().startswith(seen.make.casefold()) else seen.make
    told = [f"{make} {seen.model}".strip(), f"used by {seen.user}" if seen.user else ""]
    words = ", ".join(part for part in told if part)
    return [f"{words}."] if words else []


def _with_what_is_new(steps: Sequence[Step], source: str, known: Known) -> Iterable[Step]:
    devices = [step.device.pk for step in steps if step.device]
    rows = Observation.objects.filter(device__in=devices, source=source).exclude(seen_list__withdrawn_at__isnull=False)
    known.had = {(pk, fact, when) for pk, fact, when in rows.values_list("device", "fact", "seen_at")}
    for step in steps:
        yield _fresh(step, known) if step.kind == ADD else step


def _fresh(step: Step, known: Known) -> Step:
    """Only what this source had not said with this time before; and where an address proves it, that it was at school."""
    assert step.device is not None  # a step that adds is about a device of ours
    told = [*step.adds, *_at_school(step.adds, known.networks)]
    new = tuple(seen for seen in told if (step.device.pk, seen.fact, seen.seen_at) not in known.had)
    says = " ".join([*([step.says] if step.says else []), *step.seen.notes])
    if not new:
        return Step(
            SAME, step.seen, f"Last seen {_day(step.seen, known)}, which we knew already. {says}".strip(), step.device
        )
    words = [f"{fact_words(seen.fact)}: {_value(seen, known)}" for seen in new if seen.fact != CONTACT]
    says = f"{'. '.join([*words, f'Last seen {_day(step.seen, known)}'])}. {says}".strip()
    return Step(ADD, step.seen, says, step.device, new)


def _at_school(adds: Sequence[Seen], networks: Sequence[str]) -> list[Seen]:
    """A contact under an address of the school is proof that the device was on its network; any other contact is not."""
    return [
        Seen(ONLINE, timezone.localdate(seen.seen_at).isoformat(), seen.seen_at)
        for seen in adds
        if seen.fact == CONTACT and seen.value and is_inside(seen.value["address"], networks)
    ]


def _value(seen: Seen, known: Known) -> str:
    if seen.fact == ONLINE:
        return day_for_people(dt.date.fromisoformat(seen.value), timezone.localdate(known.at))
    return value_words(seen.fact, seen.value).lower()


def _day(seen: DeviceSeen, known: Known) -> str:
    day = timezone.localdate(seen.last_seen) if seen.last_seen else None
    return day_for_people(day, timezone.localdate(known.at))


def in_words(plan: Plan) -> str:
    adds = sum(len(step.adds) for step in plan.of(ADD))
    return f"{counted(adds, 'reading')} of {counted(len(plan.of(ADD)), 'device')}"
