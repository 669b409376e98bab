"""All that a decider needs on one page: what the policy would answer, what would mend it, and who is left on site."""

import datetime as dt
from dataclasses import dataclass

from hometime.decisions.answers import Answer, answer
from hometime.decisions.gathering import gather
from hometime.engine.repairs import Edit, settlement
from hometime.policy.packs import Policy
from hometime.policy.queries import policy_here

from .calendars import calendar_of
from .models import Arrangement
from .moving import Wanted
from .staffing import LeftOnSite, left_on_site

OF_THE_PERSON = ("learning", "person")  # how the names of facts begin that somebody can see to before their first day


@dataclass(frozen=True)
class Considered:
    policy: Policy
    answer: Answer
    suggested: list[Wanted]
    left: LeftOnSite
    on_inset: bool

    @property
    def turns_on(self) -> list[str]:
        """The questions each session still has to answer, the most telling first."""
        return [self.policy.vocabulary[name].ask for name in self.answer.ask_next[:5]]


def considered(arrangement: Arrangement, on: dt.date) -> Considered | None:
    """None when the school has no policy in force."""
    policy = policy_here(arrangement.organisation, on)
    if policy is None:
        return None
    found = answer_if_agreed(arrangement, policy, on)
    inset = arrangement.pattern.is_one_day and arrangement.starts_on in calendar_of(arrangement.organisation, on).insets
    return Considered(policy, found, suggested(found), left_on_site(arrangement, on), inset)


def answer_if_agreed(arrangement: Arrangement, policy: Policy, on: dt.date) -> Answer:
    """What the policy would say to this person at work at home as they ask, were the request agreed."""
    record = gather(arrangement.person, arrangement.organisation, policy.vocabulary, on)
    asked = {
        "place.kind": arrangement.place,
        "data.kind": arrangement.data,
        "arrangement.status": "approved",
        "arrangement.route": arrangement.ground,
        "arrangement.tier_tests": arrangement.helps,
        "arrangement.covers_sensitive": arrangement.data == "sensitive",
    }
    known = {name: value for name, value in asked.items() if name in policy.vocabulary}
    facts = {**record.facts, **policy.vocabulary.hold(known), "activity": "work-at-home"}
    return answer(policy, facts, on, sources=record.sources, said=known)


def suggested(found: Answer) -> list[Wanted]:
    """Conditions a decider may set, each change once: the repairs of the answer, then what is not on record of the person.

    Only what a register can show is met. What is not known of devices and papers may not be about theirs, and is left out.
    """
    edits: dict[str, Edit] = {}
    settled = [settlement(found.compiled, found.facts, found.on, each.rule) for each in found.not_on_record]
    of_the_person = [way for way in settled if all(edit.fact.partition(".")[0] in OF_THE_PERSON for edit in way)]
    for way in (*found.repairs, *of_the_person):
        for edit in way:
            if found.policy.vocabulary[edit.fact].source in ("records", "either"):
                edits.setdefault(edit.fact, edit)
    return [_as_condition(found.policy, edit) for edit in edits.values() if found.policy.vocabulary[edit.fact].how]


def _as_condition(policy: Policy, edit: Edit) -> Wanted:
    fact = policy.vocabulary[edit.fact]
    return Wanted(fact.how, edit.fact, fact.show(edit.after))
