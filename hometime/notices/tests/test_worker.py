"""The worker: turn after turn, stopped politely, and none the worse for a turn that fails."""

import os
import signal
import subprocess
import sys
import threading

import pytest
from django.conf import settings as site
from django.core import mail

from hometime.notices import worker as working
from hometime.notices.models import Message
from hometime.notices.worker import Worker

from .conftest import at


def test_a_turn_sends_everything_that_is_due(tell, now):
    for number in range(3):
        tell(about=f"Fire {number}")
    assert Worker(now=lambda: now).turn() == 3
    assert len(mail.outbox) == 3
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


def test_a_turn_with_nothing_to_do_asks_and_goes(db, now, django_assert_num_queries):
    worker = Worker(now=lambda: now)
    worker.turn()
    with django_assert_num_queries(2):
        worker.turn()


def test_reminders_are_for_once_a_day_from_six(db, monkeypatch):
    asked = []
    monkeypatch.setattr(working, "remind", lambda on, moment: asked.append(on.isoformat()))
    moments = iter([at(2, 5, 59), at(2, 6), at(2, 7), at(3, 5), at(3, 12)])
    worker = Worker(now=lambda: next(moments))
    for _ in range(5):
        worker.remind_once_a_day()
    assert asked == ["2026-11-02", "2026-11-03"]


def test_alarms_are_for_once_a_minute(db, monkeypatch):
    sounded = []
    monkeypatch.setattr(working, "sound_alarms", lambda moment: sounded.append(moment.isoformat()[11:16]))
    moments = iter([at(2, 3, 0), at(2, 3, 0), at(2, 3, 1), at(2, 4, 0)])
    worker = Worker(now=lambda: next(moments))
    for _ in range(4):
        worker.sound_alarms_each_minute()
    assert sounded == ["03:00", "03:01", "04:00"]


def test_a_turn_that_fails_does_not_end_the_worker(monkeypatch, caplog):
    worker = Worker(pause=0)
    turns = []

    def turn():
        turns.append(None)
        if len(turns) < 3:
            raise RuntimeError("broken")
        worker.stop()

    monkeypatch.setattr(worker, "turn", turn)
    monkeypatch.setattr(working, "let_go_of_connections", lambda: None)
    running = threading.Thread(target=worker.run)
    running.start()
    running.join(timeout=10)
    assert len(turns) == 3
    assert caplog.text.count("A turn of the worker failed") == 2


def test_one_told_to_stop_takes_no_further_message(tell, now):
    tell()
    worker = Worker(now=lambda: now)
    worker.stop()
    assert worker.turn() == 0


@pytest.fixture
def environment(sqlite_site, tmp_path):
    return os.environ | {"DATABASE_URL": sqlite_site, "HOMETIME_DATA": str(tmp_path), "HOMETIME_DEMO": "0"}


def start(environment, *words):
    command = [sys.executable, "-m", "hometime", "worker", *words]
    return subprocess.Popen(command, cwd=site.PACKAGE.parent, env=environment, stdout=subprocess.PIPE, text=True)


def test_the_command_does_what_is_waiting_or_runs_until_it_is_told_to_stop(environment):
    assert start(environment, "--once").wait(timeout=60) == 0
    running = start(environment, "--pause", "60")
    assert running.stdout.readline() == "The worker is running (Ctrl+C stops it).\n"
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=20) == 0
