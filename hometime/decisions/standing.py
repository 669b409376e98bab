"""Standing: who is set up to work from home, for one person or a whole school, from the same facts in the same queries."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module

from hometime.engine.pack import Pack, Rule
from hometime.engine.verdict import LEVELS
from hometime.engine.vocabulary import Value
from hometime.people.models import Organisation, Person
from hometime.policy.packs import Policy

from .gathering import fit_to_decide, known_about

AT_HOME = "work-at-home"


@dataclass
class Standing:
    """What keeps one person from being set up, and what nothing on record settles; the worst of each first."""

    person: Person
    broken: list[Rule] = field(default_factory=list)
    not_on_record: list[Rule] = field(default_factory=list)

    @property
    def headline(self) -> str:
        """stop, beware, caution or ok, by the worst rule known to be broken; not-sure while nothing that matters is on record."""
        if self.broken:
            return LEVELS[self.broken[0].rank]
        return "not-sure" if any(rule.severity == "STOP" for rule in self.not_on_record) else "ok"

    @property
    def first_thing(self) -> Rule | None:
        """What to put right first."""
        return next(iter(self.broken or self.not_on_record), None)


def standing_rules(policy: Policy) -> Pack:
    """The rules a person’s records answer before they begin to work at home."""
    return policy.pack.only(
        rule for rule in policy.pack.rules if rule.moment == "standing" and rule.side == "person" and rule.rank
    )


def standing_of(people: Sequence[Person], organisation: Organisation, policy: Policy, on: dt.date) -> list[Standing]:
    """The standing of each of these people, in the same order; as many queries for a thousand as for one."""
    known = known_about(people, organisation, on)
    rows: list[dict[str, Value]] = [
        {**fit_to_decide(known[p.pk], policy.vocabulary, on).facts, "activity": AT_HOME, "place.kind": "home"}
        for p in people
    ]
    compiled = standing_rules(policy).at(on)
    tables = import_module("hometime.engine.table")  # NumPy, which is large, only where a list is asked for
    table = tables.Table.of(policy.vocabulary, rows)
    found = [Standing(person) for person in people]
    ranked = sorted(
        zip(compiled.rules, table.planes(compiled.program_for(AT_HOME), on), strict=True),
        key=lambda pair: -pair[0].rank,
    )
    for rule, planes in ranked:
        for row in table.rows_of(planes.unmet):
            found[row].broken.append(rule)
        for row in table.rows_of(table.unknown(planes)):
            found[row].not_on_record.append(rule)
    return found
