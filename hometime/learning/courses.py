"""The courses a policy asks for, read off its rules: what proves each, how long it lasts, who must have done it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from hometime.engine.pack import Rule
from hometime.engine.vocabulary import Vocabulary
from hometime.lib.clock import add_months
from hometime.people.models import Organisation
from hometime.policy.packs import Policy
from hometime.policy.queries import policy_here

from .models import Completion, Course

ACT = "learning:course"
TOPICS = "learning.topics_covered"
BEFORE = "work-at-home"
DONE, SOON, RUN_OUT, MISSING = "done", "soon", "run-out", "missing"


@dataclass(frozen=True)
class PolicyCourse:
    """A course as the policy in force asks for it. `months` is how long it lasts; None where the policy does not say."""

    fact: str
    title: str
    says: str
    cites: tuple[str, ...]
    months: int | None
    warn_days: int
    provider: str
    before_first: bool

    def runs_out_on(self, done: Completion | None) -> dt.date | None:
        """The first of what the policy and the certificate say; None for one that lasts."""
        if done is None:
            return None
        ends = [done.good_until] if done.good_until else []
        ends += [add_months(done.done_on, self.months)] if self.months else []
        return min(ends, default=None)

    def state(self, done: Completion | None, on: dt.date) -> str:
        if done is None:
            return MISSING
        ends = self.runs_out_on(done)
        if ends is None:
            return DONE
        return RUN_OUT if ends < on else SOON if (ends - on).days <= self.warn_days else DONE


def courses_asked(organisation: Organisation, on: dt.date) -> dict[str, PolicyCourse]:
    """By the fact each proves; empty where no policy is in force or it asks for none."""
    policy = policy_here(organisation, on)
    return courses_of(policy, on) if policy else {}


def courses_of(policy: Policy, on: dt.date) -> dict[str, PolicyCourse]:
    found: dict[str, PolicyCourse] = {}
    for rule in policy.pack.rules:
        fact = _proved_by(rule, policy.vocabulary, on) if rule.control.act == ACT else None
        if fact and fact not in found:
            found[fact] = _course(fact, rule, on)
    return found


def topics_of(policy: Policy) -> Mapping[str, str]:
    """What a course may cover, in the words of the catalogue."""
    return policy.vocabulary[TOPICS].values if TOPICS in policy.vocabulary else {}


def course_kept(organisation: Organisation, asked: PolicyCourse, at: dt.datetime) -> Course:
    """The organisation’s own record of a course: where it is done and what it covers."""
    course, _ = Course.objects.get_or_create(
        organisation=organisation,
        fact=asked.fact,
        defaults={"title": asked.title, "provider": asked.provider, "created_at": at},
    )
    return course


def _course(fact: str, rule: Rule, on: dt.date) -> PolicyCourse:
    months, provider = _given(rule, "good_for", on), _given(rule, "course_from", on)
    return PolicyCourse(
        fact=fact,
        title=rule.control.title,
        says=rule.says,
        cites=rule.cites,
        months=months if isinstance(months, int) else None,
        warn_days=rule.control.warn_days,
        provider=provider if isinstance(provider, str) else "",
        before_first=BEFORE in rule.control.activities and rule.side == "person" and rule.rank > 0,
    )


def _proved_by(rule: Rule, vocabulary: Vocabulary, on: dt.date) -> str | None:
    """The date fact its need reads: a rule about topics alone asks nobody to do a course."""
    facts = sorted(rule.test(vocabulary, on).need.facts)
    return next((fact for fact in facts if vocabulary[fact].kind == "date"), None)


def _given(rule: Rule, name: str, on: dt.date) -> object:
    return rule.parameters[name].on(on) if name in rule.parameters else None
