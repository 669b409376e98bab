"""The tables of a part that are about people, found by themselves: each with a `person` who is the one it is about.

A part says in its `personal.py` what must not be told, and what is emptied besides texts:

    export, redact = about_people("learning", secret=("Pin.secret",), also={"Acknowledgement.typed_name": ""})

Every text of a person’s own or about them is emptied when they are made nameless; dates, states and numbers stay.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import models

from ..models import Organisation, Person

Export = Callable[[Person, Organisation, bool], dict[str, list[dict[str, Any]]]]
Redact = Callable[[Person], int]
PRIVATE = "Private: ask the data protection officer."


def about_people(
    label: str, *, secret: Sequence[str] = (), also: Mapping[str, Any] | None = None
) -> tuple[Export, Redact]:
    """`export(person, organisation, whole)` and `redact(person)` of one part. Not whole: free words are left out.

    `also` is what besides texts is emptied, and with what: `{"Acknowledgement.typed_name": ""}`.
    """

    def export(person: Person, organisation: Organisation, whole: bool) -> dict[str, list[dict[str, Any]]]:
        found = {}
        for table in tables_of(label):
            rows = rows_of(table, person, organisation)
            told = [dict(_told(row, whole, secret)) for row in rows]
            if told:
                found[str(table._meta.verbose_name).capitalize()] = told
        return found

    def redact(person: Person) -> int:
        return sum(_empty(table, person, also or {}) for table in tables_of(label))

    return export, redact


def tables_of(label: str) -> list[type[models.Model]]:
    return [table for table in apps.get_app_config(label).get_models() if is_about_people(table)]


def is_about_people(table: type[models.Model]) -> bool:
    return any(field.name == "person" and field.related_model is Person for field in table._meta.get_fields())


def rows_of(table: type[models.Model], person: Person, organisation: Organisation) -> models.QuerySet[Any]:
    names = {field.name for field in table._meta.get_fields()}
    here = {"organisation": organisation} if "organisation" in names else {}
    return table._default_manager.filter(person=person, **here).order_by("pk")


def _told(row: models.Model, whole: bool, secret: Sequence[str]) -> Iterator[tuple[str, Any]]:
    for field in row._meta.concrete_fields:
        name = f"{type(row).__name__}.{field.name}"
        if field.primary_key or field.name == "person" or name in secret or name.endswith((".secret", ".locked")):
            continue
        value = getattr(row, field.name)
        if isinstance(field, models.TextField) and value and not whole:
            value = PRIVATE
        value = dict(field.flatchoices).get(value, value) if field.flatchoices else value
        yield str(field.verbose_name), str(value) if isinstance(value, models.Model) else value


def _empty(table: type[models.Model], person: Person, also: Mapping[str, Any]) -> int:
    emptied: dict[str, Any] = {
        field.name: "" for field in table._meta.concrete_fields if isinstance(field, models.TextField)
    }
    for name, value in also.items():
        if name.startswith(f"{table.__name__}."):
            emptied[name.rpartition(".")[2]] = value
    return table._default_manager.filter(person=person).update(**emptied) if emptied else 0
