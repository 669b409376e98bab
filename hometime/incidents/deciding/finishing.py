"""What a report still needs before it is closed."""

from ..models import Incident, RegulatorNotice, RiskDecision, Step

# Why the law lets people go without letters of their own.
EXCUSES = {
    "unreadable": "Nobody else can read it, as it is properly encrypted",
    "removed": "What was done since has taken the high risk away",
    "too_many": "Single letters would be out of all proportion: a public notice was given",
}


def what_is_missing(incident: Incident, ending: str) -> str:
    """One sentence; nothing when it may be closed in this way."""
    if ending != Incident.Ending.LOOKED_INTO:
        return _not_light(incident)
    if not incident.may_touch_people:
        return ""
    decided = incident.decisions.last()
    if decided is None:
        return "Nobody has judged the risk yet."
    if decided.is_to_be_reported and not told_first(incident):
        return "The regulator has not been told."
    if decided.outcome == RiskDecision.Outcome.HIGH and not incident.steps.filter(kind=Step.Kind.LETTER).exists():
        return "The people affected have not been told."
    return ""


def _not_light(incident: Incident) -> str:
    """What was judged a risk cannot end as if it had been none."""
    decided = incident.decisions.last()
    if decided is not None and decided.is_to_be_reported:
        return "It was judged a risk to people."
    return "The regulator was told of it." if told_first(incident) else ""


def told_first(incident: Incident) -> bool:
    return incident.regulator_notices.filter(kind=RegulatorNotice.Kind.FIRST).exists()
