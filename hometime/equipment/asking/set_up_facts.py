"""Who agreed to somebody’s set-up at home, and what IT advised. The set-up’s own record is believed before the request it is for."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Prefetch

from hometime.decisions.gathering import Known
from hometime.people.models import Organisation, Person

from ..models import KitAdvice, SetUp, SetUpWord
from .facts import end_of, known

SET_UP, ADVICE = "set-up at home", "advice on equipment at home"


def facts_about(people: Sequence[Person], organisation: Organisation, on: dt.date) -> dict[int, dict[str, Known]]:
    """Three queries, and nothing about anybody without such a record."""
    end = end_of(on)
    found: dict[int, dict[str, Known]] = defaultdict(dict)
    where = {"person__in": people, "organisation": organisation, "created_at__lte": end}
    words = Prefetch("agreed", queryset=SetUpWord.objects.filter(at__lte=end))
    for row in SetUp.objects.filter(**where).prefetch_related(words).order_by("created_at", "pk"):
        agreed = sorted(word.as_who for word in row.agreed.all())
        last = max([word.at for word in row.agreed.all()], default=row.created_at)
        found[row.person_id] |= known({"arrangement.kit_agreed_by": agreed}, SET_UP, last, on)
    for advice in KitAdvice.objects.filter(**where).order_by("created_at", "pk"):
        value = "can_be_done" if advice.can_be_done else "head_told"
        found[advice.person_id] |= known({"arrangement.kit_advice": value}, ADVICE, advice.created_at, on)
    return found
