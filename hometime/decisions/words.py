"""What an answer says to a person beyond its rules: the sentence under the headline, whom to turn to, and the ways to make it OK."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hometime.engine.program import EXPIRING, MET
from hometime.engine.repairs import Edit
from hometime.lib.text import counted, day_in_words
from hometime.policy.packs import Clause, Policy
from hometime.policy.role_names import KINDS

from .answers import Answer, Reason
from .values import shown_value

# Who can change a fact → what packs call the role.
WHOSE = {"IT": "it", "head": "headteacher", "manager": "line-manager"}
LONGEST_PLAN = 3650  # days; “once ever” is written as an age that no record reaches


def summary(answer: Answer) -> str:
    """One sentence under the headline: what to do about it."""
    worst = [reason for reason in answer.broken if reason.rule.severity.lower() == answer.headline]
    things = "this" if len(worst) == 1 else f"these {counted(len(worst), 'thing')}"
    return {
        "stop": "Do this now." if has_happened(answer) else f"Put {things} right before you go on.",
        "beware": "There is a danger here. Deal with it before you go on.",
        "caution": "You may go on, with care. Your policy would rather you did it another way.",
        "ok": "Nothing we know is against it, and we have no more questions.",
        "not-sure": "There is no answer yet. It depends on something we do not know.",
        "silent": "Your policy has no rule about this. Ask before you go on.",
    }[answer.headline]


def has_happened(answer: Answer) -> bool:
    activity = answer.policy.catalogue.activities.get(answer.activity)
    return bool(activity and activity.already_happened)


def lasts_until(answer: Answer) -> str:
    """The first day on which something that is in order now runs out, when all is well until then."""
    if answer.headline not in ("ok", "caution"):
        return ""
    lines = [reason for reason in answer.those(MET, EXPIRING) if reason.rule.rank and last_day(answer, reason)]
    return last_day(answer, min(lines, key=lambda reason: reason.expires_on or answer.on)) if lines else ""


def last_day(answer: Answer, reason: Reason) -> str:
    """The last day on which a rule is met if nothing is done; empty where it lasts longer than anybody plans."""
    last = reason.expires_on
    return day_in_words(last) if last and (last - answer.on).days < LONGEST_PLAN else ""


def roles_named(answer: Answer) -> set[str]:
    """Every role this answer may send a person to."""
    whose = {WHOSE.get(answer.policy.vocabulary[edit.fact].who, "") for edits in answer.repairs for edit in edits}
    contacts = {str(each["role"]) for each in answer.policy.about.get("contacts") or []}
    return {telling.role for telling in answer.tells} | set(route(answer.policy)) | contacts | whose - {""}


def route(policy: Policy) -> list[str]:
    """Whom the policy sends questions to; the headteacher when it names nobody."""
    named = ((policy.about.get("roles") or {}).get("questions") or {}).get("decides")
    return [str(role) for role in named] if isinstance(named, list) and named else ["headteacher"]


def somebody(policy: Policy, role: str, people: Mapping[str, str]) -> dict[str, Any]:
    """A role in the words of the policy, who holds it here, and how to reach them as far as anybody has filled that in."""
    contacts: list[Mapping[str, Any]] = policy.about.get("contacts") or []
    contact = next((each for each in contacts if each["role"] == role), {})
    name, called = policy.role_name(role), filled(contact.get("name"))
    return {
        "role": role,
        "name": name[:1].upper() + name[1:],
        "people": people.get(role, ""),
        "called": "" if called.lower().removeprefix("the ") == name.lower() else called,
        "phone": filled(contact.get("phone")),
        "for": filled(contact.get("for")),
        "is_missing": role in KINDS and role not in people,
    }


def filled(value: Any) -> str:
    """What a school has filled in; packs write “unset” where the document says nothing."""
    return "" if value in (None, "unset") else str(value)


def whom_to_tell(answer: Answer, people: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each role once, the most pressing first, with by when and the clauses that say so."""
    found: dict[str, dict[str, Any]] = {}
    for telling in answer.tells:
        row = found.setdefault(telling.role, {**somebody(answer.policy, telling.role, people), "by": [], "clauses": {}})
        row["by"] += [telling.by] if telling.by and telling.by not in row["by"] else []
        row["clauses"].update({name: answer.policy.clauses[name] for name in telling.cites})
    return [{**row, "by": "; ".join(row["by"]), "clauses": labels(row["clauses"].values())} for row in found.values()]


def labels(clauses: Iterable[Clause]) -> list[dict[str, str]]:
    """Each printed label once, to its first clause; where two sections use the same label, the section says which is meant."""
    found = {(clause.label, clause.section): clause for clause in reversed(list(clauses))}
    printed = Counter(label for label, _ in found)
    return [
        {"id": clause.id, "label": label if printed[label] == 1 else section}
        for (label, section), clause in reversed(found.items())
    ]


def arguments(answer: Answer) -> list[dict[str, Any]]:
    """Clauses that argue with each other, with what holds until the school settles it."""
    return [_argument(answer.policy.clauses, tension) for tension in answer.tensions]


def _argument(clauses: Mapping[str, Clause], tension: Mapping[str, Any]) -> dict[str, Any]:
    cites = labels(clauses[str(name)] for name in tension["clauses"])
    return {"note": str(tension["note"]), "until": filled(tension.get("default")), "cites": cites}


def ways(answer: Answer, people: Mapping[str, str]) -> list[dict[str, Any]]:
    """Ways to make it OK, each by its number among the repairs; of those that turn on the same facts, the cheapest alone."""
    seen: set[frozenset[str]] = set()
    found = []
    for number, edits in enumerate(answer.repairs):
        names = frozenset(edit.fact for edit in edits)
        if names not in seen:
            seen.add(names)
            found.append({"number": number, **_way(answer.policy, edits, people)})
    return found


def _way(policy: Policy, edits: list[Edit], people: Mapping[str, str]) -> dict[str, Any]:
    """What to change, and what must be so that we do not know yet."""
    changes = [_change(policy, edit, people) for edit in edits if edit.before is not None]
    return {"changes": changes, "so": [_change(policy, edit, people) for edit in edits if edit.before is None]}


def _change(policy: Policy, edit: Edit, people: Mapping[str, str]) -> dict[str, Any]:
    fact = policy.vocabulary[edit.fact]
    role = WHOSE.get(fact.who, "")
    ask = somebody(policy, role, people) if role else None
    return {"fact": edit.fact, "ask": fact.ask, "how": fact.how, "to": shown_value(fact, edit.after), "whom": ask}


def mends(answer: Answer, reason: Reason) -> str:
    """How a person puts one broken rule right: what the cheapest way does about the facts it reads, else the least they could change."""
    read = [fact["name"] for fact in reason.facts if fact["value"] is not None]
    edits = [edit.fact for way in answer.repairs for edit in way if edit.fact in read and edit.before is not None]
    easiest = sorted(read, key=lambda name: answer.policy.vocabulary[name].effort)
    return next(_hows(answer.policy, edits or [name for name in easiest if name != "activity"]), "")


def settles(answer: Answer, reason: Reason) -> str:
    """What would put on record a thing that nothing on record settles."""
    return next(_hows(answer.policy, [fact["name"] for fact in reason.facts if fact["value"] is None]), "")


def _hows(policy: Policy, names: list[str]) -> Iterator[str]:
    facts = (policy.vocabulary[name] for name in names)
    return (fact.how for fact in facts if fact.how and fact.who != "nobody")
