"""The requests that wait for somebody, a page of them at a time: found by their keys, then read."""

from functools import lru_cache

from django.core.paginator import Page
from django.db import connection

from hometime.pages.paging import FEWER, one_page, rows_counted
from hometime.people.viewer import Viewer
from hometime.people.written_out import answers, written_out

from .held_up import too_long_before
from .models import Arrangement
from .queries import for_lists, waiting_for


def page_of_turns(viewer: Viewer, number: object = None) -> Page:
    """Twenty requests this viewer is the next to act on, the oldest first, as a list shows them."""
    found = one_page(_keys(viewer, rows_counted(number, FEWER) + 1), number, FEWER)
    rows = {row.pk: row for row in for_lists(Arrangement.objects.filter(pk__in=list(found.object_list)))}
    found.object_list = [rows[key] for key in found.object_list if key in rows]
    return found


def how_many_turns(viewer: Viewer) -> int:
    """How many wait for this viewer; one more than FEWER stands for any number more."""
    return len(_keys(viewer, FEWER + 1))


def _keys(viewer: Viewer, most: int) -> list[int]:
    return [key for key, *_ in answers(_question(viewer, too_long_before(viewer), most, connection.vendor))]


@lru_cache(maxsize=400)
def _question(viewer: Viewer, gone_round_since: object, most: int, vendor: str) -> str:
    """The question for one viewer on one day; the answer is new each time. Putting it together costs more than asking it."""
    return written_out(waiting_for(viewer).values_list("pk")[:most])
