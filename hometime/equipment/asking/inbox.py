"""What waits for somebody: requests, changes, faults, insurance questions and set-ups they are one of those to answer."""

from django.db.models import Q
from django.urls import reverse

from hometime.arrangements.deciders import stood_in_for
from hometime.arrangements.inbox import MOST, Waiting
from hometime.people.models import Role
from hometime.people.viewer import Viewer

from .queries import changes_for, faults_for, insurance_for, requests_for


def waiting_for(viewer: Viewer | None) -> list[Waiting]:
    """Four queries; nothing about the viewer themselves, and nothing that is done."""
    if viewer is None:
        return []
    return [*_requests(viewer), *_changes(viewer), *_faults(viewer), *_insurance(viewer)]


def _requests(viewer: Viewer) -> list[Waiting]:
    rows = requests_for(viewer).filter(state__in=["asked", "waiting"], decider_kind__in=viewer.roles)
    return [
        Waiting(
            f"{row.person.name}: {row.get_kind_display().lower()}",
            reverse("equipment:device-request", args=[row.code]),
            row.get_state_display(),
        )
        for row in rows.exclude(person=viewer.person).order_by("created_at", "pk")[:MOST]
    ]


def _changes(viewer: Viewer) -> list[Waiting]:
    mine = Q(state="asked", it_kind__in=viewer.roles) | Q(state="money", money_kind__in=viewer.roles)
    if viewer.has_role(Role.Kind.IT):
        mine |= Q(state="agreed")
    rows = changes_for(viewer).filter(mine).exclude(person=viewer.person).order_by("created_at", "pk")
    return [
        Waiting(f"{row.person.name}: {row.what}", reverse("equipment:change", args=[row.code]), row.get_state_display())
        for row in rows[:MOST]
    ]


def _faults(viewer: Viewer) -> list[Waiting]:
    if not viewer.has_role(Role.Kind.IT):
        return []
    rows = faults_for(viewer).filter(state__in=["reported", "started"]).exclude(person=viewer.person)
    return [
        Waiting(
            f"{row.person.name}: {row.get_about_display().lower()}",
            reverse("equipment:fault", args=[row.code]),
            row.get_state_display(),
        )
        for row in rows.order_by("created_at", "pk")[:MOST]
    ]


def _insurance(viewer: Viewer) -> list[Waiting]:
    mine = Q(line_manager__in=[viewer.person.pk, *stood_in_for(viewer)])
    mine |= Q(line_manager=None, decider_kind__in=viewer.roles)
    rows = insurance_for(viewer).filter(mine, answer="").exclude(person=viewer.person).order_by("created_at", "pk")
    return [
        Waiting(
            f"{row.person.name} asks about insurance",
            reverse("equipment:insurance-query", args=[row.code]),
            "To answer",
        )
        for row in rows[:MOST]
    ]
