"""A school with as many rows of each register as are asked for, for people of its own or for the head."""

import datetime as dt
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from hometime.arrangements.models import Arrangement
from hometime.decisions.models import Receipt
from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.equipment.models import Device, Loan
from hometime.notices.models import Notice
from hometime.papers.models import SignOut
from hometime.people.models import Organisation, Person, Post, Role

from . import registers

NOW = dt.datetime(2026, 11, 2, 8, 30, tzinfo=dt.UTC)
SINCE = dt.date(2025, 9, 1)
A_MONTH, LATE = dt.timedelta(days=30), dt.date(2026, 10, 20)
BATCH = 500


@contextmanager
def database():
    """A database of its own, with the tables as the models are now; gone afterwards."""
    settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    try:
        yield
    finally:
        teardown_databases(made, verbosity=0)


def begin():
    """(school, head) of the pretend trust."""
    start_demo(at=NOW)
    return Organisation.objects.get(slug="great-wickering"), Person.objects.get(code=code_of("hana"))


def fill(school, head, numbers):
    """The rows with these numbers, of each kind."""
    people = [Person(name=f"Person {number:06}", created_at=NOW) for number in numbers]
    people = Person.objects.bulk_create(people, BATCH)
    Post.objects.bulk_create((post(person, school, head) for person in people), BATCH)
    Role.objects.bulk_create((role(person, school) for person in people), BATCH)
    Arrangement.objects.bulk_create((request(person, school, head) for person in people), BATCH)
    Arrangement.objects.bulk_create((agreed(person, school, head) for person in people), BATCH)
    Notice.objects.bulk_create((notice(number, school, head) for number in numbers), BATCH)
    fill_registers(school, people)
    registers.fill(school, head, people, NOW - A_MONTH)
    fill_receipts(school, head, numbers)


def fill_registers(school, people):
    """For each a device that is out and late, and papers that are out and late."""
    devices = Device.objects.bulk_create((device(person, school) for person in people), BATCH)
    Loan.objects.bulk_create((loan(*each, school) for each in zip(devices, people, strict=True)), BATCH)
    SignOut.objects.bulk_create((sign_out(person, school) for person in people), BATCH)


def fill_receipts(school, head, numbers):
    Receipt.objects.bulk_create((receipt(number, school, head) for number in numbers), BATCH)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def post(person, school, head):
    return Post(organisation=school, person=person, job_title="Teacher", line_manager=head, starts_on=SINCE)


def role(person, school):
    return Role(organisation=school, person=person, kind=Role.Kind.STAFF, starts_on=SINCE)


def request(person, school, head):
    said = {"ground": "ad_hoc", "slots": [":4:day"], "starts_on": dt.date(2026, 11, 9), "place": "home", "data": "none"}
    where = {"state": "decision", "line_manager": head, "decider_kind": Role.Kind.HEAD}
    return Arrangement(organisation=school, person=person, created_at=NOW, created_by=person, **said, **where)


def agreed(person, school, head):
    it = request(person, school, head)
    it.state, it.decided_by, it.decided_at, it.slots = "approved", head, NOW, [":1:day"]
    it.review_on = dt.date(2027, 5, 4)
    return it


def device(person, school):
    said = {"asset_code": f"BENCH-{person.pk}", "kind": Device.Kind.LAPTOP, "registered_on": SINCE}
    return Device(organisation=school, created_at=NOW - A_MONTH, **said)


def loan(thing, person, school):
    since = NOW - A_MONTH
    return Loan(organisation=school, device=thing, person=person, lent_at=since, created_at=since, due_on=LATE)


def sign_out(person, school):
    said = {"what": "Marking", "data": "none", "purpose": "To mark", "basis": SignOut.Basis.LOG, "due_on": LATE}
    return SignOut(organisation=school, person=person, created_at=NOW - A_MONTH, created_by=person, **said)


def notice(number, school, head):
    told = {
        "key": f"bench {number}",
        "kind": "bench",
        "subject": f"Something {number}",
        "text": "Words",
        "pace": "digest",
    }
    return Notice(organisation=school, person=head, due_at=NOW, created_at=before(number), **told)


def receipt(number, school, head):
    asked = {"activity": "work-at-home", "title": "Work at home", "headline": "ok", "on": NOW.date(), "answer": {}}
    under = {"policy_hash": "", "policy_title": "Home working", "digest": f"{number:064}"}
    return Receipt(organisation=school, person=head, kept_at=before(number), **asked, **under)


def before(number):
    return NOW - dt.timedelta(minutes=number)
