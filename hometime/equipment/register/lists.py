"""The register as a page of rows, now or at a past moment: what each thing is, who has it, and where it stands."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone

from hometime.lib.text import day_in_words
from hometime.pages.links import link_to
from hometime.people.viewer import Viewer

from ..models import Device, DeviceChange, KitItem
from ..models.device import CALLED_BY, DETAILS, called
from ..queries import devices_for, due_then, lost_at, not_ended

IN, OUT, ASIDE, LOST, RETIRED, MINE = "in", "out", "aside", "lost", "retired", "mine"
FILTERS = (
    ("", "Everything in use"),
    (IN, "In the school"),
    (OUT, "Out with somebody"),
    (LOST, "Lost"),
    (MINE, "People’s own devices"),
    (RETIRED, "Retired"),
)
WORDS = {
    IN: ("In the school", "plain"),
    OUT: ("Out", "plain"),
    ASIDE: ("Put aside", "caution"),
    LOST: ("Lost", "stop"),
    RETIRED: ("Retired", "silent"),
    MINE: ("Their own", "plain"),
}
OVERDUE = ("Overdue", "beware")
HEADS = ("Asset code", "What", "Kind", "Make", "Model", "Serial number", "Where it stands", "With", "Due back", "Since")
SEARCHED = ("asset_code", "name", "make", "model", "serial", "with_name")


@dataclass(frozen=True)
class Row:
    device: Device
    details: dict[str, Any]  # as they stood then
    on: dt.date
    query: str = ""  # what the address of its page keeps of the list’s

    @property
    def href(self) -> str:
        return link_to("equipment:device", self.device.code) + self.query

    @property
    def standing(self) -> str:
        return str(self.device.standing)  # type: ignore[attr-defined]

    @property
    def tag(self) -> tuple[str, str]:
        due_on: dt.date | None = self.device.due_back_on  # type: ignore[attr-defined]
        is_late = self.standing == OUT and due_on is not None and due_on < self.on
        return OVERDUE if is_late else WORDS[self.standing]

    @property
    def what(self) -> str:
        return called(**{name: self.details[name] for name in CALLED_BY})

    @property
    def code(self) -> str:
        return str(self.details["asset_code"])

    @property
    def hint(self) -> str:
        kind = str(Device.Kind(self.details["kind"]).label)
        with_name, due_on = self.device.with_name, self.device.due_back_on  # type: ignore[attr-defined]
        parts = [self.code, kind if kind != self.what else "", with_name or ""]
        parts.append(f"due back {day_in_words(due_on)}" if due_on else "")
        return ", ".join(part for part in parts if part)

    @property
    def cells(self) -> tuple[object, ...]:
        due_on = self.device.due_back_on  # type: ignore[attr-defined]
        return (
            self.code,
            self.what,
            str(Device.Kind(self.details["kind"]).label),
            self.details["make"],
            self.details["model"],
            self.details["serial"],
            self.tag[0],
            self.device.with_name or "",  # type: ignore[attr-defined]
            day_in_words(due_on) if due_on else "",
            day_in_words(self.device.registered_on),
        )


def register_at(
    viewer: Viewer, at: dt.datetime, *, past: bool = True, show: str = "", kind: str = "", q: str = ""
) -> QuerySet[Device]:
    """Devices as they stood at a moment, each with its standing, who had it and when it was due."""
    rows = devices_for(viewer)
    in_use = rows.at(at) if past else rows.filter(retired_at=None)  # type: ignore[attr-defined]
    if show:
        rows = with_standing(rows.filter(created_at__lte=at), at, past=past).filter(standing=show)  # type: ignore[misc]
    else:
        rows = with_standing(in_use, at, past=past)
    if kind or q:
        since = DeviceChange.objects.filter(device__organisation=viewer.organisation, created_at__gt=at)
        rows = _narrowed(rows, since, kind, q)
    return rows.order_by("asset_code", "pk")


def _narrowed(rows: QuerySet[Device], since: QuerySet[DeviceChange], kind: str, q: str) -> QuerySet[Device]:
    """By what was said of each device then, where details were written differently `since`."""
    then: dict[str, str] = {}
    if since.exists():
        then = {name: f"{name}_then" for name in DETAILS}
        rows = rows.annotate(**{then[name]: _said_then(since, name) for name in DETAILS})
    if kind:
        rows = rows.filter(**{then.get("kind", "kind"): kind})
    for word in q.split()[:6]:
        anywhere = Q()
        for name in SEARCHED:
            anywhere |= Q(**{f"{then.get(name, name)}__icontains": word})
        rows = rows.filter(anywhere)
    return rows


def _said_then(since: QuerySet[DeviceChange], name: str) -> Coalesce:
    first = since.filter(device=OuterRef("pk")).order_by("created_at", "pk").annotate(said=KT(f"before__{name}"))
    return Coalesce(Subquery(first.values("said")[:1]), F(name), output_field=CharField())


def with_standing(rows: QuerySet[Device], at: dt.datetime, *, past: bool = True) -> QuerySet[Device]:
    open_then = Q(loans__created_at__lte=at) & not_ended(at, "loans__", past=past)
    lost = Exists(lost_at(at, past=past).filter(device=OuterRef("pk")))
    rows = rows.alias(loan_then=FilteredRelation("loans", condition=open_then), lost=lost)
    rows = rows.annotate(
        standing=Case(
            When(retired_at__lte=at, then=Value(RETIRED)),
            When(lost=True, then=Value(LOST)),
            When(owner=Device.Owner.MINE, then=Value(MINE)),
            When(loan_then__lent_at__lte=at, then=Value(OUT)),
            When(loan_then__pk__isnull=False, then=Value(ASIDE)),
            default=Value(IN),
        ),
        with_name=Case(
            When(retired_at__lte=at, then=Value("")),
            When(owner=Device.Owner.MINE, then=F("owner_person__name")),
            default=F("loan_then__person__name"),
        ),
    )
    rows = rows.alias(loan_pk=F("loan_then__pk")) if past else rows
    return rows.annotate(due_back_on=due_then(at, "loan_pk", "loan_then__due_on", past=past))


def rows_of(devices: Sequence[Device], at: dt.datetime, *, past: bool = True, query: str = "") -> list[Row]:
    """Rows for a page: details that were written differently since are shown as they stood."""
    then = details_then(devices, at) if past else {device.pk: device.details for device in devices}
    day = timezone.localdate(at)
    return [Row(device, then[device.pk], day, query) for device in devices]


def details_then(devices: Iterable[Device], at: dt.datetime) -> dict[int, dict[str, Any]]:
    """What was said of each device at a moment, in one query: the first change after it has all that stood before."""
    found: dict[int, dict[str, Any]] = {device.pk: dict(device.details) for device in devices}
    later = DeviceChange.objects.filter(device__in=list(found), created_at__gt=at).order_by("-created_at", "-pk")
    for device_pk, before in later.values_list("device_id", "before"):
        found[device_pk] = before
    return found


def kit_of(device: Device, at: dt.datetime) -> KitItem | None:
    rows = KitItem.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at), device=device, begun_at__lte=at)
    return rows.select_related("kit").first()


def when(moment: dt.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{day_in_words(local.date())}, {local:%H:%M}"
