"""One page: what it may have touched, as known then beside as known now."""

from django.http import Http404
from django.shortcuts import render

from hometime.people.access import signed_in

from .. import access
from ..clock.running import in_london
from ..looking.pages import fetch
from .lines import from_plain, lines_of, seen_by, side_by_side


@signed_in
def radius(request, code):
    it, parts = fetch(request, code)
    if not parts & {access.LEAD, access.CARE}:
        raise Http404
    may = parts | {access.LEAD}
    then = seen_by(from_plain(it.snapshot.lines), may)
    now = seen_by(lines_of(it, request.now), may)
    context = {
        "it": it,
        "parts": side_by_side(then, now),
        "then": in_london(it.snapshot.at),
        "noticed": in_london(it.noticed_at),
        "now": in_london(request.now),
    }
    return render(request, "incidents/radius.html", context)
