"""What somebody wants to take, and what stands in its way before any leave is thought of."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hometime.lib.refusal import Refused
from hometime.lib.text import in_words
from hometime.policy.packs import Policy

from . import asking_the_policy as policy_says
from .models import DESCRIPTION, Data, InCare, PaperRequest, PaperSet

MOST_ITEMS = 300
LONGEST = 366  # days: nothing is signed out for longer
LONGEST_NAME = 120
CARE = [str(each) for each in (InCare.NO, InCare.NOT_KNOWN, InCare.YES)]  # from the least to the most to look after


@dataclass(frozen=True)
class Taking:
    """Papers that somebody wants to take. `items` names each thing; `online_instead` and `only_needed` as they said, if asked."""

    what: str
    items: tuple[str, ...]
    purpose: str
    due_on: dt.date
    data: str
    whose: str = ""
    people_count: int | None = None
    in_care: str = "no"
    is_master: bool = False
    container: str = ""
    online_instead: bool | None = None
    only_needed: bool | None = None
    why_paper: str = ""
    paper_set: PaperSet | None = None
    labelled: tuple[PaperSet, ...] = ()  # where each item is a thing with a label of its own, in their order

    @property
    def described(self) -> policy_says.Described:
        return policy_says.Described(self.data, self.is_master, self.only_needed, self.online_instead, self.container)

    @property
    def kept(self) -> dict[str, Any]:
        """What a record of it says."""
        names = (*DESCRIPTION, "purpose", "why_paper", "due_on", "container", "paper_set")
        return {name: getattr(self, name) for name in names}


def of_set(paper_set: PaperSet, **told: Any) -> Taking:
    """A set as it is kept, with what it is wanted for."""
    kept = {name: getattr(paper_set, name) for name in DESCRIPTION}
    labelled = (paper_set,) if paper_set.is_single else ()
    return Taking(**{"items": tuple(paper_set.items), **kept, **told}, paper_set=paper_set, labelled=labelled)


def of_labelled(things: Sequence[PaperSet], **told: Any) -> Taking:
    """What has a label: one set, or single things gathered to go out together."""
    if len(things) == 1:
        return of_set(things[0], **told)
    items = tuple(each.what for each in things)
    return Taking(items=items, **described_together(things), **told, labelled=tuple(things))


def described_together(things: Sequence[PaperSet]) -> dict[str, Any]:
    """Several described as one: as private as the most private of them. Of none we suppose that they are about people."""
    names = in_words([each.what for each in things])
    whose = "; ".join(dict.fromkeys(each.whose for each in things if each.whose))
    counts = [each.people_count for each in things if each.is_about_people]
    return {
        "what": names if len(names) <= LONGEST_NAME else f"{len(things)} things with labels",
        "whose": shortened(whose, LONGEST_NAME),
        "people_count": sum(each for each in counts if each) if counts and all(counts) else None,
        "data": max((each.data for each in things), key=Data.values.index, default=Data.PERSONAL.value),
        "in_care": max((each.in_care for each in things), key=CARE.index, default=InCare.NO.value),
        "is_master": any(each.is_master for each in things),
    }


def shortened(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def of_leave(leave: PaperRequest, container: str) -> Taking:
    kept = {name: getattr(leave, name) for name in (*DESCRIPTION, "purpose", "why_paper", "due_on", "paper_set")}
    found = {each.label: each for each in PaperSet.objects.filter(label__in=leave.labels)}
    labelled = tuple(found[label] for label in leave.labels)
    return Taking(**kept, items=tuple(leave.items), container=container or leave.container, labelled=labelled)


def items_of(text: str) -> tuple[str, ...]:
    """A pasted list, a thing a line; marks and numbers before a name are left out by nobody but its writer."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def numbered(what: str, count: int) -> tuple[str, ...]:
    """A set that has no list: “Book 1”, “Book 2”."""
    return tuple(f"{what} {number}" for number in range(1, count + 1))


def refuse_what_cannot_be(taking: Taking, today: dt.date) -> None:
    if not taking.items:
        raise Refused("Nothing is listed.", "Say what you are taking, one thing on each line.")
    if len(taking.items) > MOST_ITEMS:
        raise Refused(f"That is more than {MOST_ITEMS} things.", "Sign them out in parts.")
    if any(len(item) > LONGEST_NAME for item in taking.items):
        raise Refused("One of the lines is too long.", "Write one thing on each line, in a few words.")
    if taking.due_on < today:
        raise Refused("The day they are due back has passed.", "Give today or a later day.")
    if (taking.due_on - today).days > LONGEST:
        raise Refused("That is more than a year away.", "Give an earlier day; you can ask for longer then.")
    if taking.data != "ordinary" and not taking.whose.strip():
        raise Refused("Say who the papers are about.", "“Pupils of 7B” is enough. Do not name anybody.")


def refuse_what_the_policy_keeps(taking: Taking, policy: Policy, today: dt.date) -> None:
    """A main copy, a bag that will not do, and paper where an electronic copy would do as well."""
    master = policy_says.refusal_of_master(policy, taking.described, today)
    if master:
        raise Refused(master.words, "Take a copy of what you need.", master.cites)
    if taking.is_master and not taking.why_paper.strip():
        raise Refused(policy_says.ONLY_COPY, "Make a copy and take that. If it has to be this one, say why.")
    for said in policy_says.on_the_way(policy, taking.described, today):
        if said.level == "stop" and taking.container:
            raise Refused(said.words, "Choose another bag or case.", said.cites)
    if not taking.why_paper.strip():
        _refuse_when_another_way_is_asked(taking, policy, today)


def _refuse_when_another_way_is_asked(taking: Taking, policy: Policy, today: dt.date) -> None:
    rather = policy_says.instead(policy, taking.described, today)
    if rather:
        places = policy_says.online_places(policy, today)
        where = f" You will find it in {in_words(places, 'or')}." if taking.online_instead and places else ""
        raise Refused(rather[0].words + where, "If you need these papers all the same, say why.", rather[0].cites)
