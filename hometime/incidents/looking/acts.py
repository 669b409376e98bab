"""What somebody can do about a report, as links; only what they may."""

from collections.abc import Iterator

from django.urls import reverse

from hometime.equipment.queries import KEEPERS
from hometime.people.viewer import Viewer

from .. import access
from ..models import Incident, Item


def acts_for(viewer: Viewer, it: Incident, parts: frozenset[str]) -> list[dict[str, str]]:
    leads, decides = access.may_change(viewer, it), access.may_decide(viewer, it)
    first = it.regulator_notices.all()
    rows = [
        ("radius", "What it may have touched", access.LEAD in parts or access.CARE in parts),
        ("people", "How many people", leads),
        ("child", "Which child it is", access.CHILD in parts),
        ("note", "Write a note", access.may_note(viewer, it)),
        ("decide", "Judge the risk", decides),
        ("pack", "What the regulator asks", access.LEAD in parts),
        ("regulator", "Follow up with the regulator" if first else "The regulator was told", leads),
        ("letters", "Letters to people", access.LEAD in parts),
        ("body", "Another body was told", leads),
        ("learn", "Something to do better", access.may_lead(viewer, it)),
        ("clock", "Move the clock", access.may_move_clock(viewer, it)),
        ("close", "Close it", decides),
        ("reopen", "Open it again", it.is_closed and access.may_lead(viewer, it)),
    ]
    found = [{"href": reverse(f"incidents:{name}", args=[it.code]), "words": words} for name, words, may in rows if may]
    return [*found, *_in_the_register(viewer, it, parts)]


def _in_the_register(viewer: Viewer, it: Incident, parts: frozenset[str]) -> Iterator[dict[str, str]]:
    """A lost device is also marked as lost where devices are kept, by those who keep them."""
    gone = it.kind in (Incident.Kind.LOST, Incident.Kind.STOLEN) and not it.is_closed
    if not gone or access.DEVICE not in parts or not viewer.has_role(*KEEPERS):
        return
    for item in it.items.all():
        href = reverse("equipment:device-lost", args=[item.record]) if item.kind == Item.Kind.DEVICE else ""
        if href:
            yield {"href": href, "words": f"Mark as lost: {item.label}"}
