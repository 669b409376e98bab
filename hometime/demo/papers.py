"""put_papers: a class set with its label, books that are partly back, papers that are late, and leave that waits for the head."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from hometime.ledger.actions import record
from hometime.papers.models import PaperItem, PaperRequest, PaperSet, SignOut
from hometime.people.models import Organisation, Person
from hometime.policy.queries import version_in_force

from .cast import code_of

BOOKS = {
    "what": "8A history books",
    "whose": "Pupils of 8A",
    "people_count": 28,
    "data": "personal",
    "in_care": "not_known",
}
ESSAYS = {"what": "Year 9 essays", "whose": "Pupils of year 9", "people_count": 12, "data": "personal", "in_care": "no"}
INVOICES = {"what": "Invoices", "data": "ordinary", "in_care": "no"}
REPORTS = {"what": "Reading notes", "whose": "Pupils of 3C", "people_count": 6, "data": "personal", "in_care": "no"}
WH110 = ["WH110"]


def put_papers(at: datetime) -> None:
    """All at Great Wickering, whose policy asks for the headteacher’s leave."""
    school = Organisation.objects.get(code=code_of("great-wickering"))
    told = _Told(school, at)
    PaperSet.objects.create(
        **told.made("tess", 20), **BOOKS, items=[f"Book {number}" for number in range(1, 29)], label="8AHSTRY2"
    )
    out = told.out("leo", ESSAYS, days_ago=4, due_in=2, count=12)
    PaperItem.objects.filter(sign_out=out, number__lte=8).update(
        ended_at=at - timedelta(days=1), ended_how="back", ended_by=out.person
    )
    told.out("bilal", INVOICES, days_ago=9, due_in=-2, count=5)
    told.leave("noor", REPORTS, days_ago=0, due_in=6, count=6)
    record("demo.papers_loaded", organisation=school, by=None, at=at)


class _Told:
    def __init__(self, school: Organisation, at: datetime):
        self.school, self.at, self.today = school, at, timezone.localdate(at)
        codes = {slug: code_of(slug) for slug in ("hana", "tess", "leo", "noor", "bilal")}
        people = Person.objects.in_bulk(list(codes.values()), field_name="code")
        self.people = {slug: people[code] for slug, code in codes.items()}
        version = version_in_force(school, self.today)
        self.hash = version.hash if version else ""

    def made(self, slug: str, days_ago: int) -> dict[str, Any]:
        when = self.at - timedelta(days=days_ago)
        return {"organisation": self.school, "created_by": self.people[slug], "created_at": when}

    def leave(self, slug: str, what: dict[str, Any], *, days_ago: int, due_in: int, count: int) -> PaperRequest:
        return PaperRequest.objects.create(
            **what,
            **self.made(slug, days_ago),
            person=self.people[slug],
            kind=PaperRequest.Kind.PERMISSION,
            purpose="To work on them at home",
            items=self.things(what, count),
            due_on=self.today + timedelta(days=due_in),
            container="locked_case",
            cites=WH110,
            policy_hash=self.hash,
            decider_kind="head",
        )

    def out(self, slug: str, what: dict[str, Any], *, days_ago: int, due_in: int, count: int) -> SignOut:
        leave = self.leave(slug, what, days_ago=days_ago + 1, due_in=due_in, count=count)
        given = {"state": PaperRequest.State.GIVEN, "decided_by": self.people["hana"]}
        PaperRequest.objects.filter(pk=leave.pk).update(**given, decided_at=self.at - timedelta(days=days_ago))
        out = SignOut.objects.create(
            **what,
            **self.made(slug, days_ago),
            person=self.people[slug],
            purpose=leave.purpose,
            due_on=leave.due_on,
            container=leave.container,
            basis=SignOut.Basis.PERMISSION,
            leave=leave,
            uses_leave_up=True,
            cites=WH110,
            policy_hash=self.hash,
        )
        PaperItem.objects.bulk_create(
            PaperItem(sign_out=out, number=number, words=words) for number, words in enumerate(leave.items, 1)
        )
        return out

    def things(self, what: dict[str, Any], count: int) -> list[str]:
        return [f"{what['what']} {number}" for number in range(1, count + 1)]
