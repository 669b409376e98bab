"""Who agreed to somebody’s set-up at home, and what IT advised. The set-up’s own record is believed before the request it is for."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person
from hometime.people.together import keys_of, read_together

from ..models import KitAdvice, SetUp, SetUpWord
from ..reading import end_of
from .facts import known

SET_UP, ADVICE = "set-up at home", "advice on equipment at home"


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    """One query, and nothing about anybody without such a record."""
    end = end_of(on)
    where = {"person__in": keys_of(people), "organisation": organisation, "created_at__lte": end}
    set_ups = SetUp.objects.filter(**where)
    rows, words, advices = read_together(
        set_ups.order_by("created_at", "pk"),
        SetUpWord.objects.filter(set_up__in=set_ups, at__lte=end),
        KitAdvice.objects.filter(**where).order_by("created_at", "pk"),
    )
    agreed: dict[int, list[SetUpWord]] = defaultdict(list)
    for word in words:
        agreed[word.set_up_id].append(word)
    found: dict[int, dict[str, Known]] = defaultdict(dict)
    for row in rows:
        by = sorted(word.as_who for word in agreed[row.pk])
        last = max([word.at for word in agreed[row.pk]], default=row.created_at)
        found[row.person_id] |= known({"arrangement.kit_agreed_by": by}, SET_UP, last, on)
    for advice in advices:
        value = "can_be_done" if advice.can_be_done else "head_told"
        found[advice.person_id] |= known({"arrangement.kit_advice": value}, ADVICE, advice.created_at, on)
    return found
