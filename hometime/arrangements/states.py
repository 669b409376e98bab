"""The states of a request to work from home, and every step there is between them."""

from dataclasses import dataclass

from django.db import models


class State(models.TextChoices):
    SUBMITTED = "submitted", "With the line manager"
    REVIEW = "review", "Being looked at"
    DECISION = "decision", "Waiting for a decision"
    APPROVED = "approved", "Agreed"
    CONDITIONS = "conditions", "Agreed with conditions"
    SUSPENDED = "suspended", "Paused"
    ENDED = "ended", "Ended"
    REFUSED = "refused", "Not agreed"
    WITHDRAWN = "withdrawn", "Taken back"


OPEN = (State.SUBMITTED, State.REVIEW, State.DECISION)
AGREED = (State.APPROVED, State.CONDITIONS)
LIVE = (*OPEN, *AGREED, State.SUSPENDED)  # no other request may claim the same half days
OVER = (State.ENDED, State.REFUSED, State.WITHDRAWN)


@dataclass(frozen=True)
class Transition:
    """One step. `by` is who takes it: applicant, line-manager, it, dpo, decider; `guard` what must be so, in words."""

    name: str
    before: tuple[State, ...]
    after: tuple[State, ...]
    by: tuple[str, ...]
    guard: str
    clauses: tuple[str, ...]


TRANSITIONS = {
    each.name: each
    for each in (
        Transition(
            "give-view",
            (State.SUBMITTED,),
            (State.REVIEW, State.DECISION),
            ("line-manager",),
            "the person’s own line manager at the time of asking",
            ("DU16", "DU9"),
        ),
        Transition(
            "review-kit",
            (State.REVIEW,),
            (State.REVIEW, State.DECISION),
            ("it",),
            "the policy asks whether the job can be done with equipment at home",
            ("RV38", "RV39", "RV43"),
        ),
        Transition(
            "review-data",
            (State.REVIEW,),
            (State.REVIEW, State.DECISION),
            ("dpo",),
            "the policy asks why facts about people are needed at home",
            ("RV40",),
        ),
        Transition(
            "go-on",
            (State.SUBMITTED, State.REVIEW),
            (State.DECISION,),
            ("decider",),
            "a reason is given, as when the line manager is away",
            ("DU7",),
        ),
        Transition(
            "decide",
            (State.DECISION,),
            (State.APPROVED, State.CONDITIONS, State.REFUSED),
            ("decider",),
            "never the person it is about; a reason when the answer is no",
            ("WH21", "RV17", "DU6", "DU7", "DU8"),
        ),
        Transition("withdraw", OPEN, (State.WITHDRAWN,), ("applicant",), "not decided yet", ("DU13",)),
        Transition("suspend", AGREED, (State.SUSPENDED,), ("decider",), "a reason is given", ("DU7",)),
        Transition(
            "resume", (State.SUSPENDED,), (State.APPROVED, State.CONDITIONS), ("decider",), "it was paused", ("DU7",)
        ),
        Transition(
            "look-again",
            AGREED,
            AGREED,
            ("decider",),
            "what was found is written down; the next day to look again comes after today",
            ("DU7",),
        ),
        Transition(
            "end",
            (*AGREED, State.SUSPENDED),
            (State.ENDED,),
            ("applicant", "decider"),
            "the person may end their own; a decider gives a reason",
            ("RV27", "DU7"),
        ),
    )
}
