"""A page of a list, at the same cost however long the list is."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

PAGE = 20
MOST = 1000  # rows that are counted; nobody needs to know whether there are 9,000 or 10,000 more
FEWER = 200  # where knowing that there is a next page is enough
AHEAD = 10 * PAGE  # but whoever goes on to the end of those finds the next


class Pages(Paginator):
    """Counts up to `most` rows and no further: counting them all would cost more than showing twenty."""

    def __init__(self, rows: Any, most: int):
        super().__init__(rows, PAGE)
        self.most = most

    @cached_property
    def count(self) -> int:
        return min(self._counted, self.most)

    @property
    def is_longer(self) -> bool:
        return self._counted > self.most

    @property
    def how_many(self) -> str:
        """For people to read: 20, or “more than 1,000”."""
        return f"more than {self.most:,}" if self.is_longer else str(self.count)

    @cached_property
    def _counted(self) -> int:
        if isinstance(self.object_list, QuerySet):
            return _bare(self.object_list)[: self.most + 1].count()
        return len(self.object_list)


def _bare(rows: QuerySet) -> QuerySet:
    """The same rows to count, without what is only needed to show them."""
    rows, query = rows.order_by(), rows.query
    return rows if query.group_by or query.distinct or query.combinator else rows.values("pk")


def one_page(rows: Any, number: object = None, most: int = MOST) -> Page:
    """Twenty of a list: the page asked for, the first where that is none, or the last there is."""
    return Pages(rows, rows_counted(number, most)).get_page(max(1, _wanted(number)))


def rows_counted(number: object, most: int = MOST) -> int:
    """How many rows are counted for this page. A caller that passes a list passes one more than that, if there is one."""
    return max(most, _wanted(number) * PAGE + AHEAD)


def _wanted(number: object) -> int:
    return int(str(number)) if str(number).isdecimal() and len(str(number)) < 10 else 1
