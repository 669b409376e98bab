"""Two mishaps at Great Wickering: a near miss that is closed, and a message gone astray whose hours are running."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from hometime.incidents.deciding.actions import close_incident
from hometime.incidents.lessons.actions import learn
from hometime.incidents.looking.actions import contain, note, see
from hometime.incidents.models import Incident
from hometime.incidents.reporting.actions import Report, report_incident

from .actors import person, viewer

NEAR_MISS_AGO, ASTRAY_AGO = timedelta(days=16), timedelta(hours=20)
NEAR_MISS = Report(
    kind="lost",
    thing="papers",
    now="nearly",
    data="personal",
    looked_after_child="no",
    child="yes",
    whose=("pupils",),
    words="The mark sheets were on the bus seat. I turned round and had them.",
    place="The 42 bus",
)
ASTRAY = Report(
    kind="sent_to_wrong_person",
    thing="message",
    now="can_stop",
    data="personal",
    looked_after_child="no",
    child="yes",
    whose=("pupils", "families"),
    words="The class list went to a parent with nearly the same name.",
)


def put_mishaps(at: datetime) -> None:
    _near_miss(at - NEAR_MISS_AGO)
    _astray(at - ASTRAY_AGO)


def _near_miss(at: datetime) -> Incident:
    later = at + timedelta(hours=3)
    made = report_incident(NEAR_MISS, once=_key("near miss"), by=viewer("leo", at), at=at)
    see(made, by=viewer("dara", at), at=later)
    due_on = timezone.localdate(at) + timedelta(days=30)
    words = "Lend everybody who takes papers home a bag that stays on the arm."
    learn(made, words=words, owner=person("bilal"), due_on=due_on, by=viewer("dara", at), at=later)
    ending = "Nothing was out of sight for more than a minute. A bag with a strap would have prevented it."
    return close_incident(made, ending=Incident.Ending.NEAR_MISS, words=ending, by=viewer("dara", at), at=later)


def _astray(at: datetime) -> Incident:
    made = report_incident(ASTRAY, once=_key("astray"), by=viewer("noor", at), at=at)
    soon = at + timedelta(minutes=25)
    contain(made, item="called-back", words="", by=viewer("noor", at), at=soon)
    see(made, by=viewer("hana", at), at=soon)
    note(made, words="I have rung the parent. She will delete it.", audience="all", by=viewer("hana", at), at=soon)
    return made


def _key(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"hometime demo {name}")
