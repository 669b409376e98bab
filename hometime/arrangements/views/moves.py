"""The pages this part is made of: an act with a short form, a button, a form with what there is so far under it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect

from hometime.pages import moves
from hometime.pages.paging import one_page

NOTHING = "There is nothing here for you yet."
LINES = "arrangements/everyday.html"  # a form, and what there is so far under it


@dataclass(frozen=True)
class Act:
    """An act with a short form: its page, who may, and what does it. `form` is found by what it is about and who looks."""

    title: str
    may: Callable[..., Any]
    form: Callable[..., Any]
    do: Callable[..., Any]
    said: str = "Noted."
    button: str = "Save"


def always(form: Callable[..., Any]) -> Callable[..., Any]:
    """The same form, whatever it is about and whoever looks."""
    return lambda it, viewer: form


def done(form, do):
    """What `do` made, once the form is sound and nobody refused; else None, with the refusal shown on the form."""
    if form is None or not form.is_valid():
        return None
    return moves.tried(form, do)


def at_once(request, do, said, where):
    """A button without a form: done, or why not; then on to the same place."""
    return moves.at_once(request, lambda: do(by=request.viewer, at=request.now), said, where)


def act_page(request, it, act, where, template=LINES, **context):
    """The page of one act about one thing. What may not be done now is said at `where`, the page of the thing."""
    may = act.may(request.viewer, it)
    if not may:
        messages.warning(request, str(may))
        return redirect(where)
    form = act.form(it, request.viewer)(moves.typed(request))
    if done(form, lambda: act.do(it, form.cleaned_data, by=request.viewer, at=request.now)):
        messages.success(request, act.said)
        return redirect(where)
    context |= {"it": it, "title": act.title, "button": act.button, "form": form, "where": where}
    return moves.form_page(request, template, context)


def lines_page(request, title, form, button, lines=None, lede="", back=None, empty=NOTHING, more=()):
    """A form with a title and an opening line, and what there is so far: `lines` is the records and what makes each a row.

    `empty` is what somebody reads who may not fill the form in and has nothing here; `more` is other pages to go to.
    """
    records, row = lines or ((), None)
    found = one_page(records, request.GET.get("page"))
    rows = [row(each) for each in found] if row else []
    waiting = [each for each in rows if each.get("waits")]  # whoever is to act need not look for it under a form
    rows = [each for each in rows if not each.get("waits")]
    context = {"title": title, "form": form, "button": button, "lede": lede, "back": back, "found": found, "rows": rows}
    context["waiting"] = waiting
    return moves.form_page(request, LINES, context | {"empty": empty, "more": more})
