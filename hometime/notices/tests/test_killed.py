"""Never lost, never twice: a worker is killed at every boundary in turn, and another finishes its work."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

RECORDING = "hometime.notices.tests.recording."


def run(command, url, data, backend):
    told = {"DATABASE_URL": url, "HOMETIME_DATA": str(data), "HOMETIME_DEMO": "0", "HOMETIME_MAIL_BACKEND": backend}
    return subprocess.run(
        [sys.executable, *command],
        env=os.environ | told,
        cwd=settings.PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def kill_at_every_boundary(url, data, backend):
    done = run(["-m", "hometime.notices.tests.killing"], url, data, backend)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def sqlite(sqlite_site):
    return sqlite_site


@pytest.fixture
def postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("set DATABASE_URL to try PostgreSQL")
    place = connection.settings_dict
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format_map(
        place | {"HOST": place["HOST"] or "localhost"}
    )


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_with_a_mail_system_that_can_say_what_it_took_everything_arrives_once(request, tmp_path, database):
    found = kill_at_every_boundary(request.getfixturevalue(database), tmp_path, RECORDING + "RecordingBackend")
    assert found["wrong"] == []
    assert found["unsure"] == 0
    assert found["killed"] == found["boundaries"] > 40


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_with_one_that_cannot_nothing_arrives_twice_and_what_is_in_doubt_is_known(request, tmp_path, database):
    found = kill_at_every_boundary(request.getfixturevalue(database), tmp_path, RECORDING + "SilentBackend")
    assert found["wrong"] == []
    assert 0 < found["unsure"] < found["boundaries"] / 2


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_three_workers_at_once_share_the_work_and_double_nothing(request, tmp_path, database):
    url = request.getfixturevalue(database)
    done = run(["-m", "hometime.notices.tests.racing"], url, tmp_path, RECORDING + "SilentBackend")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    mails = 2 * (1 + 12)
    assert found == {
        "taken": mails,
        "doubled": 0,
        "messages": mails,
        "not sent": 0,
        "not gathered": 0,
        "failed": 0,
    }
