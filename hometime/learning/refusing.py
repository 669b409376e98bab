"""A refusal shown where the person can act on it: in the form they sent, or as a message."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm

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
