"""Several workers at the same moment: `python -m hometime.notices.tests.racing` says in JSON what became of the mails."""

import json
import os

from hometime.lib import boot

boot.django()

from django.db import transaction  # noqa: E402  after the settings are read

from hometime.notices.actions import queue  # noqa: E402
from hometime.notices.models import Message, Notice  # noqa: E402
from hometime.notices.tests import killing  # noqa: E402
from hometime.notices.worker import Worker  # noqa: E402
from hometime.people.models import Organisation, Person  # noqa: E402

WORKERS, PEOPLE = 3, 12


def begin():
    killing.begin_afresh()
    school = Organisation.objects.get(slug="killed")
    with transaction.atomic():
        for number in range(PEOPLE):
            person = Person.objects.create(name=f"P{number}", email=f"p{number}@killed.example", created_at=killing.NOW)
            for kind in killing.TOLD:
                context = {"about": "A fire", "text": "Go."}
                queue(kind, to=person, organisation=school, context=context, at=killing.QUEUED_AT)


def work():
    for _ in range(3):
        Worker(now=lambda: killing.NOW).turn()


def examine():
    taken = killing.recording.taken()
    return {
        "taken": len(taken),
        "doubled": len(taken) - len(set(taken)),
        "messages": Message.objects.count(),
        "not sent": Message.objects.exclude(state="sent").count(),
        "not gathered": Notice.objects.filter(message=None).count(),
    }


def start_one():
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return child


def main():
    killing.make_quick()
    killing.in_a_process(begin)
    ended = [os.waitpid(child, 0)[1] for child in [start_one() for _ in range(WORKERS)]]
    print(json.dumps({**killing.in_a_process(examine), "failed": len([each for each in ended if each])}))


if __name__ == "__main__":
    main()
