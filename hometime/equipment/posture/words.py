"""Facts of a device in plain words, from the catalogue: what is asked, what an answer is called, and how bad it is."""

from collections.abc import Mapping
from typing import Any

from hometime.lib.refusal import Refused
from hometime.policy.packs import catalogue

from .readings import FACTS

# What each is called in lists; the questions of the catalogue are too long for them.
SHORT: Mapping[str, str] = {
    "device.encryption": "Encrypted",
    "device.antivirus": "Virus protection",
    "device.antispyware": "Guard against spyware",
    "device.system_current": "Newest update",
    "device.lock_minutes": "Locks itself after",
    "device.lock_asks_sign_in": "Asks you to sign in after locking",
    "device.password": "What opens it",
    "device.password_fits_rule": "Password follows the rule",
    "device.joins_unknown_wifi": "Joins new wifi by itself",
    "device.used_by": "Who uses it",
    "device.meets_list": "Passes the school’s list",
    "device.backed_up": "School work has a second copy",
    "device.school_data_left": "Has school work that should be gone",
    "device.online_at_school_on": "Last on the school network",
    "contact": "Last heard from",
}
CANNOT_TELL = "Cannot tell"


def fact_words(fact: str) -> str:
    return SHORT.get(fact, fact)


def value_words(fact: str, value: Any) -> str:
    if value is None:
        return CANNOT_TELL
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if fact == "device.lock_minutes":
        return "It never locks" if value == 0 else f"{value} minute{'' if value == 1 else 's'}"
    return str((told(fact).get("values") or {}).get(value, value))


def told(fact: str) -> Mapping[str, Any]:
    """The catalogue’s entry of a fact."""
    found: Mapping[str, Any] = catalogue().facts.get(fact) or {}
    return found


def refuse_unheard(fact: str, value: Any) -> None:
    """Only facts of a device, and only answers that the catalogue knows."""
    if fact not in FACTS:
        raise Refused("This is not something we record about a device.", "Choose one of the questions.")
    if value is not None and not _is_known(fact, value):
        raise Refused(f"“{value}” is not an answer to “{told(fact)['ask']}”", "Choose one of the answers.")


def _is_known(fact: str, value: Any) -> bool:
    about = told(fact)
    if about["kind"] == "bool":
        return isinstance(value, bool)
    if about["kind"] == "int":
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and about.get("min", 0) <= value <= about.get("max", value)
    return value in about["values"]
