"""The moves every view makes: read what was sent, let somebody in, try an act, and say on the page what was refused and why."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from hometime.lib.refusal import Answer, Refused

Made = TypeVar("Made")


def typed(request: HttpRequest) -> QueryDict | None:
    """The answers of a form that was sent, even one left empty; None when the page is only being read."""
    return request.POST if request.method == "POST" else None


def form_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page with `form` in its context: 422 where what was typed will not do, 200 else."""
    form = context["form"]
    return render(request, template, context, status=422 if form is not None and form.errors else 200)


def let_in(may: Answer) -> None:
    """At the door of a page: a no is the page that says why."""
    if isinstance(may, Refused):
        raise PermissionDenied(str(may))


@contextmanager
def shown_on(form: BaseForm, field: str | None = None) -> Iterator[None]:
    """Inside, a Refused becomes an error of the form, or of one field; the view then shows the form again."""
    try:
        yield
    except Refused as refusal:
        form.add_error(field, str(refusal))


def tried(form: BaseForm, act: Callable[[], Made]) -> Made | None:
    """What the act returns; None when it refuses, which the form then says."""
    with shown_on(form):
        return act()
    return None


def done_or_told(request: HttpRequest, act: Callable[[], Made], done: str) -> Made | None:
    """Do an act of one button; say that it is done, or why not. Returns what the act made, or None."""
    try:
        made = act()
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return None
    messages.success(request, done)
    return made


def at_once(request: HttpRequest, act: Callable[[], Any], done: str, *where: Any) -> HttpResponse:
    """The same, and on to another page either way."""
    done_or_told(request, act, done)
    return redirect(*where)
