"""Disposals, certificates and what people hold, as somebody may see them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from hometime.equipment.queries import rows_held
from hometime.papers.queries import rows_out_with
from hometime.people.models import Organisation, Person
from hometime.people.together import keys_of, read_together
from hometime.people.viewer import Viewer

from .access import READERS
from .models import Certificate, CertificateLine, Disposal, HoldingReview


@dataclass(frozen=True)
class Held:
    """Something a person has away from school."""

    kind: str  # papers, print, device
    code: str
    words: str


def certificates_for(viewer: Viewer | None) -> QuerySet[Certificate]:
    """Those of the school in view, to those who look after equipment and data."""
    if viewer is None or not viewer.has_role(*READERS):
        return Certificate.objects.none()
    lines = CertificateLine.objects.filter(certificate=OuterRef("pk"))
    rows = Certificate.objects.filter(organisation=viewer.organisation).select_related("created_by", "document")
    return rows.annotate(is_bare=Q(kind=Certificate.Kind.EQUIPMENT) & ~Exists(lines))


def disposals_for(viewer: Viewer | None) -> QuerySet[Disposal]:
    """The viewer’s own; for those who look after data, all of the school in view."""
    if viewer is None:
        return Disposal.objects.none()
    here = Disposal.objects.filter(organisation=viewer.organisation).select_related("created_by")
    return here if viewer.has_role(*READERS) else here.filter(created_by=viewer.person)


def held_away(person: Person, organisation: Organisation, at: dt.datetime) -> list[Held]:
    """Papers, prints and devices that a person has away from school."""
    out, held = read_together(rows_out_with(person, at, organisation), rows_held([person], organisation, at))
    papers = [Held("print" if each.origin == "printed" else "papers", str(each.code), each.what) for each in out]
    devices = [
        Held("device", str(each.code), each.name or f"{each.get_kind_display()} {each.asset_code}") for each in held
    ]
    return [*papers, *devices]


def last_reviews(people: Sequence[Person], organisation: Organisation, before: dt.datetime) -> dict[int, HoldingReview]:
    """The last look of each person, in one query."""
    rows = HoldingReview.objects.filter(person__in=keys_of(people), organisation=organisation, created_at__lt=before)
    return {row.person_id: row for row in rows.order_by("created_at", "pk")}
