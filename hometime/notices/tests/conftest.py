from datetime import UTC, datetime

import pytest
from django.db import transaction

from hometime.notices.actions import queue

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


def at(day, hour, minute=0, month=11):
    """A moment of 2026, in the winter when London keeps UTC. The second of November is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.fixture(autouse=True)
def sending(settings):
    """A site that sends mail."""
    settings.NOTICE_SOURCES = ["hometime.notices.tests.kinds"]
    settings.MAIL_IS_SENT = True
    settings.EMAIL_BACKEND = LOCMEM
    settings.ADDRESS = "https://hometime.example"


@pytest.fixture
def tell(great_wickering, tess, now):
    """Queue a notice to Tess: `tell("tests.alarm", about="A fire")`."""

    def go(kind="tests.alarm", about="A fire", text="Leave by the nearest door.", to=None, when=None, **more):
        context = {"about": about, "text": text, **more.pop("context", {})}
        with transaction.atomic():
            return queue(kind, to=to or tess, organisation=great_wickering, context=context, at=when or now, **more)

    return go
