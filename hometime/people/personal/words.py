"""A leaver’s name in what is kept about other people: notices, steps, frozen words, the lines of the ledger.

It is looked for as a whole name, in every text of every part. Where somebody else here has the same name, what is kept
about them is left alone.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from hometime.ledger.actions import ERASED, retell_details
from hometime.ledger.models import Entry
from hometime.ledger.queries import told_in

from ..models import Account, Organisation, Person
from .queries import NAMELESS

RENAMED = "people.person_renamed"
KEPT_WORD_FOR_WORD = ("ledger", "policy")  # the ledger has its own way; what was published is known by its hash
BY_NAME = (Person, Organisation, Account)  # named by themselves: emptied, or not a person’s name at all


def names_of(person: Person) -> list[str]:
    """The name they have, those they had before, and their address: the longest first, as one may hold another."""
    renamed = Entry.objects.filter(act=RENAMED, subject=person.code).select_related("payload")
    before = [said["details"].get("before", "") for said in map(told_in, renamed) if said]
    return sorted({name for name in (person.name, person.email, *before) if name}, key=lambda name: (-len(name), name))


def take_out_of_words(person: Person, names: list[str]) -> int:
    """In how many places the name stood."""
    return sum(_in_table(table, person, names) for table in _tables())


def take_out_of_the_ledger(
    person: Person, names: list[str], organisation: Organisation, *, at: datetime, reason: str
) -> int:
    """Lines about others that name them are told again without the name. Who it was stays as a code; dates and acts stay."""
    spelt = Q(actor=person.code)
    for form in _forms(names):
        spelt |= Q(payload__text__contains=form)
    lines = Entry.objects.filter(spelt, organisation=organisation.code, payload__text__isnull=False)
    found = list(lines.exclude(act=ERASED).select_related("payload").order_by("sequence"))
    others = set(Person.objects.filter(code__in={entry.subject for entry in found}).values_list("code", flat=True))
    return sum(_told_again(entry, person, names, entry.subject in others, at, reason) for entry in found)


def _told_again(entry: Entry, person: Person, names: list[str], is_about_a_person: bool, at: datetime, why: str) -> int:
    said = told_in(entry)
    assert said is not None  # only those with words are looked at
    words = {
        "actor": NAMELESS if entry.actor == person.code else said["actor"],
        "subject": said["subject"] if is_about_a_person else without(names, said["subject"]),
        "details": without(names, said["details"]),
    }
    if all(words[each] == said[each] for each in words):
        return 0
    retell_details(entry, **words, by=None, at=at, reason=why)
    return 1


def without(names: Iterable[str], said: Any) -> Any:
    """The same without the names, however deep they stand."""
    if isinstance(said, dict):
        return {key: without(names, each) for key, each in said.items()}
    if isinstance(said, list):
        return [without(names, each) for each in said]
    if not isinstance(said, str):
        return said
    for name in names:
        said = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", NAMELESS, said)
    return said


def _tables() -> Iterator[type[models.Model]]:
    ours = (table for table in apps.get_models() if table.__module__.startswith("hometime."))
    return (table for table in ours if table not in BY_NAME and table._meta.app_label not in KEPT_WORD_FOR_WORD)


def _in_table(table: type[models.Model], person: Person, names: list[str]) -> int:
    fields = [field for field in table._meta.concrete_fields if _holds_words(field)]
    if not fields:
        return 0
    rows = table._default_manager.annotate(
        **{f"{field.name}_as_text": Cast(field.name, models.TextField()) for field in fields}
    )
    named = Q()
    for field in fields:
        for form in _forms(names):
            named |= Q(**{f"{field.name}_as_text__contains": form})
    count = 0
    for row in rows.filter(named).exclude(_of_namesakes(table, person)):
        count += _emptied(table, row.pk, {field: getattr(row, field.name) for field in fields}, names)
    return count


def _emptied(table: type[models.Model], key: Any, said: Mapping[Any, Any], names: list[str]) -> int:
    changed = {field: without(names, value) for field, value in said.items()}
    changed = {field: value for field, value in changed.items() if value != said[field]}
    fitting = {field.name: _fitting(field, value) for field, value in changed.items()}
    return table._default_manager.filter(pk=key).update(**fitting) if fitting else 0


def _fitting(field: Any, value: Any) -> Any:
    if isinstance(field, models.EmailField):
        return ""
    return value[: field.max_length] if isinstance(value, str) and field.max_length else value


def _holds_words(field: Any) -> bool:
    kinds = (models.TextField, models.CharField, models.JSONField)
    return isinstance(field, kinds) and not field.unique and not field.choices


def _of_namesakes(table: type[models.Model], person: Person) -> Q:
    """Rows about somebody else of the same name; nothing where there is nobody."""
    others = Person.objects.filter(name__iexact=person.name).exclude(pk=person.pk)
    theirs = Q(pk__in=[])
    if others.exists():
        for field in table._meta.concrete_fields:
            if field.related_model is Person:
                theirs |= Q(**{f"{field.name}__in": others})
    return theirs


def _forms(names: Iterable[str]) -> set[str]:
    """As a name stands in a text and in JSON, which may write its accents another way."""
    return {
        form for name in names for form in (name, json.dumps(name)[1:-1], json.dumps(name, ensure_ascii=False)[1:-1])
    }
