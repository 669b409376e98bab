"""The pages of a report, in the order the policy asks for: what was in it before what it was in, where the policy says so."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from hometime.equipment.models import Device
from hometime.equipment.queries import devices_for, held_by
from hometime.equipment.register.finding import found_in
from hometime.lib.clock import LONDON
from hometime.papers.models import PaperSet, SignOut
from hometime.papers.queries import holder_of_set, out_with, papers_for
from hometime.people.viewer import Viewer
from hometime.policy.packs import Policy

from ..models import Draft, Incident, Item
from .actions import Report, Thing
from .forms import DataForm, NowForm, ThingsForm, WhatForm, WhenForm, key

DATA_FIRST = "information-first-priority"
BROUGHT = "brought"  # what of a draft says which things a link led here with


@dataclass(frozen=True)
class Page:
    name: str
    title: str
    form: Any


PAGES = {
    page.name: page
    for page in (
        Page("now", "Is anyone in danger, or can it still be stopped?", NowForm),
        Page("what", "What happened?", WhatForm),
        Page("data", "What could be in it?", DataForm),
        Page("things", "What is missing, and where?", ThingsForm),
        Page("when", "When was it noticed?", WhenForm),
    )
}


def pages_of(policy: Policy | None) -> list[Page]:
    """What was in it comes before equipment only where the policy puts information first."""
    data_first = policy is not None and any(rule.control.id == DATA_FIRST for rule in policy.pack.rules)
    middle = ("data", "things") if data_first else ("things", "data")
    return [PAGES[name] for name in ("now", "what", *middle, "when")]


def page_after(name: str, policy: Policy | None) -> str:
    """The next page; nothing after the last."""
    names = [page.name for page in pages_of(policy)]
    at = names.index(name) + 1
    return names[at] if at < len(names) else ""


def page_before(name: str, policy: Policy | None) -> str:
    names = [page.name for page in pages_of(policy)]
    at = names.index(name)
    return names[at - 1] if at else ""


def things_with(viewer: Viewer, at: dt.datetime, draft: Draft) -> list[Thing]:
    """What a link led here with, and one’s own devices and papers that are out now, to be ticked."""
    devices: list[Device] = held_by(viewer.person, at, organisation=viewer.organisation)
    papers: list[SignOut] = out_with(viewer.person, at, viewer.organisation)
    found = things_brought(viewer, ticked_by_link(draft)) + things_of(devices, papers)
    return list({thing.record: thing for thing in found}.values())


def things_brought(viewer: Viewer, codes: Iterable[object]) -> list[Thing]:
    """The things of these codes that this viewer may see; of any other nothing is said, not even that it is there."""
    known = [code for code in map(key, codes) if code]
    if not known:
        return []
    return things_of(devices_for(viewer).filter(code__in=known), papers_for(viewer).filter(code__in=known))


def things_of(devices: Iterable[Device], papers: Iterable[SignOut]) -> list[Thing]:
    return [
        *(Thing(Item.Kind.DEVICE, device.code, str(device)) for device in devices),
        *(Thing(Item.Kind.PAPERS, out.code, out.what) for out in papers),
    ]


def ticked_by_link(draft: Draft) -> list[str]:
    return list((draft.said.get(BROUGHT) or {}).get(BROUGHT, ()))


def things_labelled(typed: str, viewer: Viewer) -> list[Thing]:
    """What a label or a number on it belongs to, whoever has it. The report shows what was typed, and not what was found."""
    tail = typed.strip().rstrip("/").rpartition("/")[2]
    here = Device.objects.filter(organisation=viewer.organisation)
    device = found_in(here, tail) if tail else None
    if device:
        return [Thing(Item.Kind.DEVICE, device.code, f"Labelled {tail}")]
    paper_set = PaperSet.objects.filter(organisation=viewer.organisation, label=tail.upper()).first()
    out = holder_of_set(paper_set) if paper_set else None
    return [Thing(Item.Kind.PAPERS, out.code, f"Labelled {tail}")] if out else []


def begun_with(draft: Draft, step: str, viewer: Viewer) -> dict[str, Any]:
    """What a page shows before anybody answered it: the thing a link led here with is ticked already."""
    codes = ticked_by_link(draft)
    if step == "things":
        return {"things": codes}
    if step == "what" and codes:
        about = {_about(thing, viewer) for thing in things_brought(viewer, codes)}
        return {"thing": about.pop()} if len(about) == 1 else {}
    return {}


def _about(thing: Thing, viewer: Viewer) -> str:
    if thing.kind == Item.Kind.PAPERS:
        return Incident.Thing.PAPERS
    is_own = devices_for(viewer).filter(code=thing.record, owner=Device.Owner.MINE).exists()
    return Incident.Thing.OWN_DEVICE if is_own else Incident.Thing.SCHOOL_DEVICE


def may_send(draft: Draft) -> bool:
    """Once it is said what happened, the rest may stay open."""
    return bool(draft.said.get("what"))


def report_of(draft: Draft, viewer: Viewer, people: Mapping[str, Any], at: dt.datetime) -> Report:
    """What a draft says. What was left out is taken at its gravest."""
    said = {name: value for page in draft.said.values() for name, value in page.items() if value not in ("", None)}
    data = said.get("data", "not_known")
    touches_people = data not in ("none", "ordinary")
    ticked = set(said.get("things", ticked_by_link(draft)))
    things = [thing for thing in things_with(viewer, at, draft) if str(thing.record) in ticked]
    labelled = things_labelled(said.get("label", ""), viewer)
    unread = f"Written on it: {said['label']}" if said.get("label") and not labelled else ""
    return Report(
        kind=said["kind"],
        thing=said["thing"],
        now=said.get("now", "not_sure"),
        data=data,
        looked_after_child=said.get("looked_after_child", "not_sure" if touches_people else "no"),
        child=said.get("child", "not_sure" if touches_people else "no"),
        whose=said.get("whose", ()),
        words=" ".join(filter(None, (said.get("words", ""), unread))),
        place=said.get("place", ""),
        child_name=said.get("child_name", ""),
        people_count=said.get("people_count"),
        noticed_at=noticed_at(said, at),
        concerns=people.get(said.get("concerns", "")),
        things=list({thing.record: thing for thing in (*things, *labelled)}.values()),
    )


def noticed_at(said: Mapping[str, Any], at: dt.datetime) -> dt.datetime:
    """The earliest moment that fits what was said: the hours are counted from it."""
    today = timezone.localdate(at)
    day = {"today": today, "yesterday": today - dt.timedelta(days=1)}.get(said.get("noticed", ""))
    if said.get("noticed") == "earlier" and said.get("on"):
        day = dt.date.fromisoformat(str(said["on"]))
    if day is None:
        return at
    hour = dt.time.fromisoformat(said["time"]) if said.get("time") else dt.time()
    return min(dt.datetime.combine(day, hour, LONDON), at)
