"""What somebody can do about a report, as links; only what they may."""

from django.urls import reverse

from hometime.people.viewer import Viewer

from .. import access
from ..models import Incident


def acts_for(viewer: Viewer, it: Incident, parts: frozenset[str]) -> list[dict[str, str]]:
    leads, decides = access.may_change(viewer, it), access.may_decide(viewer, it)
    first = it.regulator_notices.all()
    rows = [
        ("radius", "What it may have touched", access.LEAD in parts or access.CARE in parts),
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
    return [{"href": reverse(f"incidents:{name}", args=[it.code]), "words": words} for name, words, may in rows if may]
