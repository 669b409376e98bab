"""A refusal shown where the person can act on it: in the form they sent, as a message, or as the page that says why."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest

from hometime.lib.refusal import Answer, Refused


@contextmanager
def shown_on(form: BaseForm) -> Iterator[None]:
    """Inside, a Refused becomes an error of the form; the view then shows the form again."""
    try:
        yield
    except Refused as refusal:
        form.add_error(None, str(refusal))


def let_in(may: Answer) -> None:
    """At the door of a page: a no is the page that says why."""
    if isinstance(may, Refused):
        raise PermissionDenied(str(may))


def done_or_told(request: HttpRequest, act: Callable[[], Any], done: str) -> Any:
    """Do an act of one button; say that it is done, or why not. Returns what the act made, or None."""
    try:
        made = act()
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return None
    messages.success(request, done)
    return made
