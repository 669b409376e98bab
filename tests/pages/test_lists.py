"""Every list asks the database as often for a thousand rows as for ten, and seldom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import school

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_that_moment")]

MOST = 8  # queries for twenty rows of one register
LISTS = (
    "/receipts/",
    "/notices/",
    "/people/",
    "/people/standing-in/",
    "/training/people/",
    "/arrangements/",
    "/arrangements/waiting/",
    "/arrangements/people/",
    "/inbox/",
    "/signing/pins/",
    "/equipment/",
    "/equipment/loans/",
    "/equipment/overdue/",
    "/papers/log/",
    "/papers/late/",
    "/incidents/complaints/",
    "/incidents/lessons/",
    "/disposal/certificates/",
    "/disposal/",
    "/arrangements/stationery/",
    "/equipment/audits/",
    "/incidents/",
)
# These bring several registers together: as often as there are tables that know something of people.
FROM_MANY = (
    "/signing/",
    "/questions/",
    "/people/guests/",
    "/equipment/requests/",
    "/equipment/changes/",
    "/equipment/faults/",
    "/equipment/insurance/",
    "/equipment/standing/",
    "/calendar/?who=everybody",
    "/standing/",
    "/",
)


def asked_by(page, where):
    with CaptureQueriesContext(connection) as asked:
        assert page.get(where).status_code == 200
    return len(asked)


def test_a_thousand_rows_cost_as_many_queries_as_ten(page):
    place, head = school.begin()
    page.sign_in(head)
    school.fill(place, head, range(30))
    few = {where: asked_by(page, where) for where in LISTS + FROM_MANY}
    school.fill(place, head, range(30, 1000))
    assert {where: asked_by(page, where) for where in few} == few
    assert {where: few[where] for where in LISTS if few[where] > MOST} == {}
