"""Asking, page by page: choose an activity, answer only what can still change the answer, check, keep the receipt.

What a person has said so far is a draft in their session, one for each activity, so that nothing is lost by a wrong turn.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.conf import settings

from hometime.engine.vocabulary import Fact, Facts, Value, Vocabulary
from hometime.people.viewer import Viewer
from hometime.policy.packs import Policy

from .answers import Answer, answer
from .gathering import OnRecord, gather

DRAFTS = "ask"


@dataclass
class Draft:
    """What was said (plain data) and what the person does not know, for one activity.

    `asked` are the questions in the order they were answered; `begun_on` the day they began; `is_kept` once a receipt was made of it.
    """

    activity: str
    said: dict[str, Any] = field(default_factory=dict)
    not_known: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    begun_on: str = ""
    is_kept: bool = False

    @classmethod
    def of(cls, session: Mapping[str, Any], activity: str) -> "Draft":
        return cls(**{**session.get(DRAFTS, {}).get(activity, {}), "activity": activity})

    @classmethod
    def begin(cls, session: Any, activity: str, on: dt.date) -> "Draft":
        """Go on with what was left unfinished today; otherwise start afresh, as answers such as “where are you?” do not keep."""
        draft = cls.of(session, activity)
        if draft.is_kept or draft.begun_on != on.isoformat():
            draft = cls(activity, begun_on=on.isoformat())
        draft.keep(session)
        return draft

    def keep(self, session: Any) -> None:
        session[DRAFTS] = {**session.get(DRAFTS, {}), self.activity: asdict(self)}

    def say(self, fact: Fact, value: Value | None) -> None:
        """Keep what a person answered; None is “I do not know”."""
        self.said.pop(fact.name, None)
        self.not_known = [name for name in self.not_known if name != fact.name]
        if fact.name not in self.asked:
            self.asked.append(fact.name)
        if value is None:
            self.not_known.append(fact.name)
        else:
            self.said[fact.name] = fact.show(value)

    def held(self, vocabulary: Vocabulary) -> dict[str, Value]:
        """What was said, as facts; a value this policy does not know (after a change of policy) is left out."""
        facts: dict[str, Value] = {}
        for name, value in self.said.items():
            try:
                facts[name] = vocabulary[name].hold(value)
            except (KeyError, ValueError):
                continue
        return facts

    def number(self, name: str) -> int:
        """Which question this is, counted from one."""
        return (self.asked.index(name) if name in self.asked else len(self.asked)) + 1

    def before(self, name: str) -> str:
        """The question answered before this one; empty for the first."""
        return ["", *self.asked][self.number(name) - 1]


@dataclass(frozen=True)
class Asking:
    """Where a person has got to: the draft, what is on record, and the answer as it stands."""

    draft: Draft
    record: OnRecord
    answer: Answer

    @property
    def next_question(self) -> Fact | None:
        """The most telling open question the person can be asked; None when no answer could change the headline."""
        vocabulary = self.answer.policy.vocabulary
        open_ = (
            name for name in self.answer.ask_next if vocabulary[name].is_askable and name not in self.draft.not_known
        )
        return next((vocabulary[name] for name in open_), None)


def asking(viewer: Viewer, policy: Policy, draft: Draft, on: dt.date) -> Asking:
    """The state of a draft on a day, prefilled from what is on record."""
    said = draft.held(policy.vocabulary)
    given = policy.vocabulary.hold(policy.catalogue.activities[draft.activity].gives)
    record = on_record(viewer, policy, {**given, **said}, on, draft.activity)
    facts = {**record.facts, **said, "activity": draft.activity}
    for name in draft.not_known:
        facts.pop(name, None)
    sources = {name: record.sources[name] for name in facts if name in record.sources and name not in said}
    return Asking(draft, record, answer(policy, facts, on, sources=sources, said=said))


def on_record(viewer: Viewer, policy: Policy, known: Facts, on: dt.date, activity: str) -> OnRecord:
    """What is on record about the thing in question, chosen by what is known already, else by what the person usually does."""
    again = settings.ASKED_AGAIN.get(activity, ())

    def told(sources: Sequence[str] | None = None) -> OnRecord:
        return gather(viewer.person, viewer.organisation, policy.vocabulary, on, sources)

    usual, record = told(settings.USUAL_FACT_SOURCES), told()
    meant = {**usual.facts, **known}
    ours = replace(record, facts=about_this(record, policy, meant, again))
    whole = {**ours.facts, **meant}
    others = [
        told(sources) for (name, value), sources in settings.FACT_SOURCES_ABOUT.items() if whole.get(name) == value
    ]
    usual = replace(usual, facts={name: value for name, value in usual.facts.items() if name not in known})
    found = OnRecord({}, {}, {})
    for each in (*others, ours, usual):
        found.facts.update(each.facts)
        found.sources.update({name: each.sources[name] for name in each.facts})
        found.too_old.update({name: words for name, words in each.too_old.items() if name not in found.facts})
    return found


def about_this(record: OnRecord, policy: Policy, known: Facts, again: Collection[str]) -> dict[str, Value]:
    """The part of a record that is about the thing in question: a school laptop’s record says nothing of your own phone."""
    whole = {**record.facts, **known}
    ours = {name: value for name, value in record.facts.items() if name not in again}
    return {name: value for name, value in ours.items() if speaks_of_it(policy.vocabulary[name], whole)}


def speaks_of_it(fact: Fact, facts: Mapping[str, Value]) -> bool:
    return all(facts.get(name, value) == value for name, value in fact.recorded_for.items())
