"""What somebody has scanned to take in one go. It waits with their sign-in on this device, for an hour after the last scan."""

import datetime as dt

from django.http import HttpRequest

from hometime.lib.refusal import Refused
from hometime.people.viewer import Viewer

from .models import PaperSet
from .queries import holder_of_set, sets_for

KEPT = "papers.gathered"
AN_HOUR = dt.timedelta(hours=1)
MOST = 40


def is_gathering(request: HttpRequest, at: dt.datetime) -> bool:
    return _kept(request, at) is not None


def gathered(request: HttpRequest, viewer: Viewer, at: dt.datetime) -> list[PaperSet]:
    """In the order they were scanned; what is no longer lent, or of another school, is left out."""
    labels = _kept(request, at) or []
    found = {each.label: each for each in sets_for(viewer).filter(label__in=labels)}
    return [found[label] for label in labels if label in found]


def begin(request: HttpRequest, at: dt.datetime) -> None:
    _keep(request, _kept(request, at) or [], at)


def pick(it: PaperSet, request: HttpRequest, at: dt.datetime) -> None:
    """Add a thing. Picked twice, it is there once. Nothing is signed out yet."""
    labels = _kept(request, at) or []
    held = holder_of_set(it)
    if held:
        raise Refused(f"{held.person.name} has signed “{it}” out.", "Leave it out.")
    if it.retired_at:
        raise Refused(f"“{it}” is no longer lent.", "Leave it out.")
    if not it.is_single:
        raise Refused(f"“{it}” is a whole set.", "Take it by itself, when you have signed these out.")
    if len(labels) >= MOST:
        raise Refused(f"That is {MOST} things already.", "Sign these out first.")
    _keep(request, list(dict.fromkeys([*labels, it.label])), at)


def drop(label: str, request: HttpRequest, at: dt.datetime) -> None:
    _keep(request, [each for each in _kept(request, at) or [] if each != label], at)


def stop(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)


def _kept(request: HttpRequest, at: dt.datetime) -> list[str] | None:
    """The labels; None when nobody is gathering, or began and forgot."""
    kept = request.session.get(KEPT)
    if not kept or dt.datetime.fromisoformat(kept["at"]) + AN_HOUR < at:
        return None
    labels: list[str] = kept["labels"]
    return labels


def _keep(request: HttpRequest, labels: list[str], at: dt.datetime) -> None:
    request.session[KEPT] = {"labels": labels, "at": at.isoformat()}
