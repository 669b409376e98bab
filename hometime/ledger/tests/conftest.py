from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

import pytest
from django.db import connection, transaction

from hometime.ledger import triggers
from hometime.ledger.actions import Reference, record

MORNING = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
GREAT_WICKERING = Reference(UUID(int=1), "Great Wickering Academy")
TAMSIN_HOLLOW = Reference(UUID(int=2), "Tamsin Hollow Primary")
HANA = Reference(UUID(int=11), "Hana Whitlock")
TESS = Reference(UUID(int=12), "Tess Okafor")


@pytest.fixture
def guarded(request):
    """The triggers of the real thing; tests make their tables without migrations. Gone again before the flush."""
    request.getfixturevalue("transactional_db" if _is_transactional(request) else "db")
    triggers.install(connection)
    yield
    triggers.remove(connection)


def _is_transactional(request):
    marker = request.node.get_closest_marker("django_db")
    return "transactional_db" in request.fixturenames or bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture
def act(guarded):
    """Add an act, each an hour after the last."""
    hours = count()

    def add(name="decisions.receipt_kept", organisation=GREAT_WICKERING, by=TESS, subject=HANA, **details):
        with transaction.atomic():
            at = MORNING + timedelta(hours=next(hours))
            return record(name, organisation=organisation, by=by, subject=subject, details=details, at=at)

    return add


@pytest.fixture
def unguarded(guarded):
    """What someone with the keys to the database could do: the triggers are off from here on."""
    return lambda: triggers.remove(connection)
