"""What every page of one report does: fetch it for whoever may see it, and take one act."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from hometime.pages import moves
from hometime.pages.moves import form_page

from .. import access
from ..queries import incidents_for
from .then import as_it_stood, known_by


def fetch(request, code, at=None):
    """The report and the parts of it this viewer may read; a stranger learns nothing, not even that it is there.

    With a past moment `at`: as it stood then.
    """
    seen = incidents_for(request.viewer)
    now = seen.prefetch_related("recipients__person", "items", "decisions", "regulator_notices")
    rows = now if at is None else known_by(seen, at)
    it = get_object_or_404(rows, code=code)
    parts = access.parts_of(request.viewer, it)
    if not parts:
        raise Http404
    return it if at is None else as_it_stood(it, at), parts


def act_page(request, it, may, form, do, *, title, button, said="Saved.", to="incidents:incident", **more):
    """One form for one act, with its reason where it may not be done."""
    if not may:
        messages.warning(request, str(may))
        return redirect("incidents:incident", it.code)
    if form.is_valid() and moves.tried(form, do):
        messages.success(request, said)
        return redirect(to, it.code)
    context = {"it": it, "form": form, "title": title, "button": button, **more}
    return form_page(request, "incidents/act.html", context)


def at_once(request, it, do, said):
    """An act that is one press."""
    return moves.at_once(request, do, said, "incidents:incident", it.code)
