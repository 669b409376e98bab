"""Two processes that act at the same moment: every act is kept, and each follows exactly one other."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from hometime.ledger.models import Entry
from hometime.ledger.verifying import Whole, verify

from .appending import SCHOOL

EACH = 30


def start(arguments, url):
    environment = os.environ | {"DATABASE_URL": url, "HOMETIME_DEMO": "0"}
    return subprocess.Popen(
        [sys.executable, *arguments], env=environment, cwd=settings.PACKAGE.parent, text=True, stdout=subprocess.PIPE
    )


def finish(process):
    out, _ = process.communicate(timeout=60)
    return process.returncode, out


def append_from_two_processes(url):
    processes = [start(["-m", "hometime.ledger.tests.appending", name, str(EACH)], url) for name in ("Hana", "Tess")]
    assert [finish(process)[0] for process in processes] == [0, 0]


def test_on_sqlite_no_act_is_lost(sqlite_site):
    append_from_two_processes(sqlite_site)
    code, out = finish(start(["-m", "hometime", "ledger", "verify"], sqlite_site))
    assert code == 0
    assert out.startswith(f"Great Wickering Academy: {2 * EACH} acts, all in order.")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="set DATABASE_URL to try PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_on_postgresql_no_act_is_lost(guarded):
    place = connection.settings_dict
    append_from_two_processes(
        "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format_map(place | {"HOST": place["HOST"] or "localhost"})
    )
    assert isinstance(verify(SCHOOL.code), Whole)
    assert list(Entry.objects.order_by("pk").values_list("sequence", flat=True)) == list(range(1, 2 * EACH + 1))
