"""A person’s own files: those kept with a record that is about them, such as a signed copy, a certificate, a photograph.

Found by themselves, as the tables about people are: a record with a file says whom it is about by its `person` or its
`holder`, or hangs on one that does. A sheet signed by many is nobody’s own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from hometime.people.models import Person
from hometime.people.viewer import Viewer

from .access import may_open
from .actions import erase_file
from .models import StoredFile

ABOUT = ("person", "holder")


@dataclass(frozen=True)
class OwnFile:
    """One file, with the record it belongs to in words."""

    stored: StoredFile
    belongs_to: str

    @property
    def name(self) -> str:
        return self.stored.name

    @property
    def path(self) -> Path:
        return self.stored.path

    @property
    def kept_on(self) -> date:
        return timezone.localdate(self.stored.created_at)


def own_files(person: Person, viewer: Viewer) -> list[OwnFile]:
    """Those of the organisation in view that the viewer may open, the oldest first; none twice."""
    found: dict[int, OwnFile] = {}
    for table, field, about in _tables_with_files():
        here = {about: person, f"{field}__organisation": viewer.organisation, f"{field}__erased_at": None}
        for row in table._default_manager.filter(**here).select_related(field):
            stored = getattr(row, field)
            if stored.pk not in found and may_open(viewer, stored):
                found[stored.pk] = OwnFile(stored, str(table._meta.verbose_name))
    return sorted(found.values(), key=lambda each: (each.stored.created_at, each.stored.pk))


def erase_own_files(person: Person, *, at: datetime, reason: str) -> int:
    """Forget the files of somebody who has become nameless. One that is kept for others too stays."""
    kept = [
        (table._default_manager.exclude(**{field: None}), field, about) for table, field, about in _tables_with_files()
    ]
    theirs = {
        key for rows, field, about in kept for key in rows.filter(**{about: person}).values_list(field, flat=True)
    }
    for rows, field, about in kept:
        theirs -= set(rows.filter(**{f"{field}__in": theirs}).exclude(**{about: person}).values_list(field, flat=True))
    alone = StoredFile.objects.filter(pk__in=theirs, erased_at=None).order_by("pk")
    for stored in alone:
        erase_file(stored, reason=reason, by=None, at=at)
    return len(alone)


def _tables_with_files() -> Iterator[tuple[type[models.Model], str, str]]:
    """A table, its field that points at a file, and the way from it to the person it is about."""
    for table in apps.get_models():
        about = _way_to_person(table)
        for field in table._meta.concrete_fields:
            if about and field.related_model is StoredFile:
                yield table, field.name, about


def _way_to_person(table: type[models.Model]) -> str:
    direct = _about(table)
    if direct:
        return direct
    linked = {field.name: field.related_model for field in table._meta.concrete_fields if _is_ours(field.related_model)}
    return next((f"{name}__{way}" for name, other in linked.items() if (way := _about(other))), "")


def _about(table: Any) -> str:
    fields = {field.name: field.related_model for field in table._meta.concrete_fields}
    return next((name for name in ABOUT if fields.get(name) is Person), "")


def _is_ours(table: Any) -> bool:
    return isinstance(table, type) and table.__module__.startswith("hometime.")
