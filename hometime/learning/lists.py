"""Who has signed: a page of people with where each stands, and the same as rows of a file."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from hometime.lib.text import day_in_words
from hometime.pages.links import link_to
from hometime.people.models import Person
from hometime.people.queries import named_like
from hometime.people.viewer import Viewer
from hometime.policy.models import PolicyVersion

from . import signing
from .models import Acknowledgement, Decline
from .queries import people_kept_by

EVERYBODY, HAS_SIGNED, HAS_NOT, HAS_DECLINED = "", "signed", "not-signed", "declined"
FILTERS = ((EVERYBODY, "Everybody"), (HAS_SIGNED, "Signed"), (HAS_NOT, "Not signed"), (HAS_DECLINED, "Declined"))
HEADS = ("Name", "Where they stand", "Signed on", "Sign by")
WORDS = {
    signing.SIGNED: ("Signed", "ok"),
    signing.CARRIED: ("Signed before; no change touches them", "ok"),
    signing.DUE: ("Has not signed", "caution"),
    signing.CHANGED: ("Has not signed the changes", "caution"),
    signing.DECLINED: ("Declined", "stop"),
    signing.NOT_ASKED: ("Not asked", "silent"),
    None: ("Not covered by this policy", "silent"),
}


@dataclass(frozen=True)
class Row:
    person: Person
    asked: signing.Asked | None
    on: dt.date

    @property
    def href(self) -> str:
        """The signature, where there is one."""
        return link_to("learning:signature", self.asked.signed.code) if self.asked and self.asked.signed else ""

    @property
    def why_not(self) -> str:
        """In the person’s own words, for those who may ask people to sign."""
        return self.asked.declined.reason if self.asked and self.asked.declined and not self.asked.holds else ""

    @property
    def hint(self) -> str:
        if not self.asked:
            return ""
        if self.asked.holds and self.asked.signed:
            return f"Signed on {day_in_words(self.asked.signed.signed_on)}"
        return f"Sign by {day_in_words(self.asked.sign_by)}" if self.asked.sign_by else ""

    @property
    def words(self) -> str:
        says, _ = WORDS[self.asked.state if self.asked else None]
        return f"{says}: overdue" if self.asked and self.asked.is_overdue(self.on) else says

    @property
    def level(self) -> str:
        _, level = WORDS[self.asked.state if self.asked else None]
        return "beware" if self.asked and self.asked.is_overdue(self.on) else level

    @property
    def cells(self) -> tuple[str, str, str, str]:
        signed = self.asked.signed if self.asked and self.asked.holds else None
        by = self.asked.sign_by if self.asked else None
        return (
            self.person.name,
            self.words,
            day_in_words(signed.signed_on) if signed else "",
            day_in_words(by) if by else "",
        )


def people_by_signature(viewer: Viewer, version: PolicyVersion | None, wanted: str, q: str) -> QuerySet[Person]:
    """The people whose signatures a viewer looks after, by name and by whether they signed this version."""
    people = named_like(people_kept_by(viewer), q).only("code", "name").order_by("name", "pk")
    if wanted == EVERYBODY:
        return people
    here = {"organisation": viewer.organisation, "person": OuterRef("pk"), "version": version}
    has_signed = Exists(Acknowledgement.objects.filter(**here))
    if wanted == HAS_SIGNED:
        return people.filter(has_signed)
    people = people.filter(~has_signed)
    return people.filter(Exists(Decline.objects.filter(**here))) if wanted == HAS_DECLINED else people


def rows_of(people: Sequence[Person], viewer: Viewer, version: PolicyVersion | None = None) -> list[Row]:
    """Where each stands with a version, or else with the one in force."""
    if version:
        asked = signing.asked_about_each(version, people, viewer.organisation, viewer.today)
    else:
        asked = signing.asked_of_each(people, viewer.organisation, viewer.today)
    return [Row(person, asked.get(person.pk), viewer.today) for person in people]


def file_rows(people: Iterable[Person], viewer: Viewer, version: PolicyVersion | None) -> list[tuple[str, ...]]:
    return [row.cells for row in rows_of(list(people), viewer, version)]
