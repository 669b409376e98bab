"""record_setting: how the school’s ways in are set, as whoever answers for them saw it."""

import datetime as dt
from typing import Any

from django.db import transaction

from hometime.engine.vocabulary import Fact
from hometime.lib.refusal import Refused, insist_on_words
from hometime.people.viewer import Viewer

from ...models import Setting
from .. import access
from ..moving import in_ledger


@transaction.atomic
def record_setting(fact: Fact, *, value: Any, seen_on: dt.date, words: str, by: Viewer, at: dt.datetime) -> Setting:
    """It counts for everybody here, until it is too old or somebody looks again."""
    access.may_keep_settings(by).insist()
    insist_on_words(words, "Say where you saw it.")
    if seen_on > by.today:
        raise Refused("That day has not come yet.", "Give the day you looked.")
    try:
        held = fact.show(fact.hold(value))
    except ValueError as problem:
        raise Refused(str(problem), "Choose another value.") from problem
    told = {"fact": fact.name, "value": held, "seen_on": seen_on, "words": words}
    setting = Setting.objects.create(organisation=by.organisation, created_at=at, created_by=by.person, **told)
    in_ledger("equipment.setting_recorded", setting, by, at, fact=fact.name, value=str(held))
    return setting
