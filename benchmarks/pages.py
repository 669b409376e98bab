"""Pages of 20 rows against a bare view: `python -m benchmarks.pages` prints a line of JSON, on whatever DATABASE_URL names.

Both go through Django's handler; ours with all that stands before it, theirs with nothing.
"""

import json
import logging
import os
import sys
import tempfile

from hometime.lib import boot

from .timing import ratio

FEW, MANY, MOST = 100, 10_000, 100_000
PAGES = {
    "receipts": "/receipts/",
    "notices": "/notices/",
    "people": "/people/",
    "who is trained": "/training/people/",
    "requests that wait": "/arrangements/waiting/",
    "the inbox": "/inbox/",
    "who works from home": "/arrangements/people/",
    "equipment": "/equipment/",
    "loans": "/equipment/loans/",
    "equipment that is late": "/equipment/overdue/",
    "requests for equipment": "/equipment/requests/",
    "requests for changes": "/equipment/changes/",
    "faults": "/equipment/faults/",
    "audits": "/equipment/audits/",
    "papers out and back": "/papers/log/",
    "papers that are late": "/papers/late/",
    "reports": "/incidents/",
    "complaints": "/incidents/complaints/",
    "lessons": "/incidents/lessons/",
    "certificates": "/disposal/certificates/",
    "questions": "/questions/",
    "stationery": "/arrangements/stationery/",
    "who has signed": "/signing/",
    "who stands in": "/people/standing-in/",
    "people who are not staff": "/people/guests/",
}
SAME = "receipts"  # the page that is looked at among few and among most


def measured():
    """{page: (ratio, queries)} among many rows, and the ratio of one page among few and among most."""
    os.environ.setdefault("HOMETIME_DATA", tempfile.mkdtemp())
    boot.django()
    logging.disable(logging.CRITICAL)
    school = boot.load("benchmarks.school")
    with school.database():
        place, head = school.begin()
        ours, bare = doors(place, head)
        school.fill(place, head, range(FEW))
        few = against(bare, ours, PAGES[SAME])
        school.fill(place, head, range(FEW, MANY))
        found = {name: (against(bare, ours, where), queries(ours, where)) for name, where in PAGES.items()}
        school.fill_receipts(place, head, range(MANY, MOST))
        return {"pages": found, "few": few, "most": against(bare, ours, PAGES[SAME])}


def doors(place, head):
    """Two ways to fetch a page: as somebody signed in, and the bare one."""
    conf, client = boot.load("django.conf").settings, boot.load("django.test").Client
    taken = boot.load("hometime.people.second_step").TAKEN
    conf.ALLOWED_HOSTS, conf.ROOT_URLCONF = ["*"], "benchmarks.bare"
    ours, theirs = client(), client()
    ours.force_login(head.account)
    session = ours.session
    session[taken] = True
    session.save()
    ours.handler.load_middleware()
    all_of_it, conf.MIDDLEWARE = conf.MIDDLEWARE, []
    theirs.handler.load_middleware()
    conf.MIDDLEWARE = all_of_it
    return ours, lambda: fetch(theirs, f"/bare/{place.pk}/{head.pk}/")


def fetch(client, where):
    if client.get(where).status_code != 200:
        sys.exit(f"{where} is not shown.")


def against(bare, ours, where):
    return ratio(lambda: fetch(ours, where), bare, rounds=9)[0]


def queries(client, where):
    connection = boot.load("django.db").connection
    with boot.load("django.test.utils").CaptureQueriesContext(connection) as asked:
        fetch(client, where)
    return len(asked)


if __name__ == "__main__":
    print(json.dumps(measured()))
