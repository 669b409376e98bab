"""Kills a worker (SIGKILL) at every boundary in turn, lets another finish, and says what went wrong: a line of JSON.

    DATABASE_URL=… HOMETIME_DATA=… HOMETIME_MAIL_BACKEND=… python -m hometime.notices.tests.killing [lines]

A boundary is a moment before or after a statement to the database, a commit, or a mail being taken: all that a worker
does to the world. Between two of them it only thinks, so dying there is dying at the next. With `lines`, every line of
the part's own code is a boundary as well: slow, and the proof that this is so.

Each worker is a process of its own, forked from this one, which itself never opens a connection.
"""

import gc
import json
import os
import signal
import sys
import traceback
from datetime import UTC, datetime, timedelta

from hometime.lib import boot

boot.django()

from django.apps import apps  # noqa: E402  after the settings are read
from django.conf import settings  # noqa: E402
from django.core.mail import EmailMultiAlternatives  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402

from hometime.notices.actions import queue  # noqa: E402
from hometime.notices.kinds import kind_named  # noqa: E402
from hometime.notices.models import OPEN, Message, Notice, State  # noqa: E402
from hometime.notices.tests import recording  # noqa: E402
from hometime.notices.worker import Worker  # noqa: E402
from hometime.notices.writing import words_of  # noqa: E402
from hometime.people.models import Organisation, Person  # noqa: E402

settings.NOTICE_SOURCES = ["hometime.notices.tests.kinds"]
settings.REMINDER_SOURCES = []
QUEUED_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
NOW = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
TOLD = ("tests.alarm", "tests.news", "tests.news")  # one mail at once, and one of the day
MAILS = 2
PART = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Death:
    """Counts boundaries, and at the one it was told of the process is no more."""

    def __init__(self, at=None):
        self.at = at
        self.met = 0

    def boundary(self):
        self.met += 1
        if self.met == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def lie_in_wait(self, lines):
        recording.steps[:] = [self.boundary]
        connection.ensure_connection()
        connection.execute_wrappers.append(self.around_statement)
        commit = connection._commit
        connection._commit = lambda: self.around(commit)
        if lines:
            sys.settrace(self.trace)

    def around(self, act, *told):
        self.boundary()
        result = act(*told)
        self.boundary()
        return result

    def around_statement(self, execute, *told):
        return self.around(execute, *told)

    def trace(self, frame, event, argument):
        name = frame.f_code.co_filename
        if not name.startswith(PART) or "/tests/" in name:
            return None
        if event == "line":
            self.boundary()
        return self.trace


def begin_afresh():
    recording.log().unlink(missing_ok=True)
    with transaction.atomic():
        Notice.objects.all().delete()
        Message.objects.all().delete()
        school, _ = Organisation.objects.get_or_create(
            slug="killed", defaults={"name": "Great Wickering Academy", "kind": "school", "created_at": NOW}
        )
        tess, _ = Person.objects.get_or_create(
            email="tess@killed.example", defaults={"name": "Tess Okafor", "created_at": NOW}
        )
        for kind in TOLD:
            queue(kind, to=tess, organisation=school, context={"about": "A fire", "text": "Go."}, at=QUEUED_AT)


def work_until_killed(at, lines):
    begin_afresh()
    death = Death(at)
    death.lie_in_wait(lines)
    Worker(now=lambda: NOW).turn()
    sys.settrace(None)
    return death.met


def finish_and_examine():
    """Another worker, after the lease and again after the longest wait of these tests, until nothing is left to do."""
    later = NOW
    for _ in range(3):
        later += timedelta(minutes=40)
        Worker(now=lambda moment=later: moment).turn()
    return examine()


def examine():
    """Every notice is in one mail; every mail was taken once; one that was not is known to be in doubt."""
    messages = {message.message_id: message.state for message in Message.objects.all()}
    taken = recording.taken()
    unsure = [name for name, state in messages.items() if state == State.UNSURE]
    wrong = []
    wrong += ["doubled"] if len(taken) != len(set(taken)) else []
    wrong += ["notice lost"] if Notice.objects.filter(message=None).exists() else []
    wrong += ["mails made twice"] if len(messages) != MAILS else []
    wrong += ["left open"] if Message.objects.filter(state__in=OPEN).exists() else []
    wrong += (
        ["sent, and not taken"] if [m for m, state in messages.items() if state == "sent" and m not in taken] else []
    )
    wrong += ["mail lost"] if set(messages) - set(taken) - set(unsure) else []
    return {"wrong": wrong, "unsure": len(unsure)}


def in_a_process(act, *told):
    """What it returned; None if it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            os.write(writing, json.dumps(act(*told)).encode())
            os._exit(0)
        finally:  # whatever goes wrong in here must not go on as if it were the one that kills
            traceback.print_exc()
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return None
    assert os.WEXITSTATUS(status) == 0
    return json.loads(said)


def make_quick():
    """Load what every worker would load for itself; and on SQLite do not wait for the disk: no power fails here."""
    settings.SWEEPS = []  # nothing to do with mails that are on their way
    for dotted in (*settings.ALARM_SOURCES, settings.NOTICE_HOURS):
        import_string(dotted)
    for model in apps.get_models():
        str(model.objects.all().query)
    person, school = Person(name="Tess"), Organisation(name="Great Wickering Academy")
    words_of(kind_named(TOLD[0]), person, school, {})
    told = {"person": person, "notices": [], "site": ""}
    mail = EmailMultiAlternatives("-", render_to_string("notices/mail.txt", told))
    mail.attach_alternative(render_to_string("notices/mail.html", told), "text/html")
    options = connection.settings_dict["OPTIONS"]
    options.pop("pool", None)  # each process needs one connection of PostgreSQL's, not four
    if "init_command" in options:
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    gc.freeze()


def main():
    make_quick()
    lines = "lines" in sys.argv
    boundaries = in_a_process(work_until_killed, None, lines)
    wrong, unsure, killed = [], 0, 0
    for at in range(1, boundaries + 1):
        killed += in_a_process(work_until_killed, at, lines) is None
        found = in_a_process(finish_and_examine)
        wrong += [f"{at}: {each}" for each in found["wrong"]]
        unsure += found["unsure"]
    print(json.dumps({"boundaries": boundaries, "killed": killed, "wrong": wrong, "unsure": unsure}))


if __name__ == "__main__":
    main()
