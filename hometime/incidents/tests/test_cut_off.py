"""Cut off at any statement, a report is kept whole or not at all, and sent again it is one report."""

from contextlib import suppress
from uuid import uuid4

import pytest
from django.db import connection

from hometime.incidents.models import Incident, Recipient, Snapshot, Step
from hometime.incidents.reporting.actions import report_incident
from hometime.ledger.models import Entry
from hometime.notices.models import Notice

from .conftest import FOLDER

KEPT = (Incident, Recipient, Step, Snapshot, Entry, Notice)


class CutOff(BaseException):
    """As a kill is: nothing in the way of it may take it for an error and go on."""


class Cutting:
    """Cuts once; the database then takes back what was open, as it does for a process that is gone."""

    def __init__(self, after):
        self.left = after

    def __call__(self, execute, *statement):
        self.left -= 1
        if self.left == -1:
            raise CutOff
        return execute(*statement)


def counts():
    return [kept.objects.count() for kept in KEPT]


def gained(before):
    return [now_kept - then for now_kept, then in zip(counts(), before, strict=True)]


def test_a_report_cut_off_at_any_statement_is_kept_whole_or_not_at_all(school, tess, viewer, now):
    looking, before = viewer(tess), counts()
    report_incident(FOLDER, once=uuid4(), by=looking, at=now)
    whole, nothing = gained(before), [0] * len(KEPT)
    assert all(whole)
    once, before, statements = uuid4(), counts(), 0
    while gained(before) == nothing:
        with suppress(CutOff), connection.execute_wrapper(Cutting(statements)):
            report_incident(FOLDER, once=once, by=looking, at=now)
        statements += 1
        assert gained(before) in (nothing, whole), statements
    assert statements > 15
    report_incident(FOLDER, once=once, by=looking, at=now)
    assert gained(before) == whole


@pytest.mark.parametrize("statement", [0, 5])
def test_the_cut_is_felt(school, tess, viewer, now, statement):
    with pytest.raises(CutOff), connection.execute_wrapper(Cutting(statement)):
        report_incident(FOLDER, once=uuid4(), by=viewer(tess), at=now)
