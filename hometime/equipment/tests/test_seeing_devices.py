"""What sources say of a device: the holder’s word, a look by IT, a reading set by hand; and what counts where they differ."""

import datetime as dt
import io
import uuid

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from hometime.equipment.models import Observation, Source
from hometime.equipment.posture.actions import declare, end_overruling, look_at, overrule
from hometime.equipment.posture.queries import posture_of, posture_of_many
from hometime.equipment.posture.readings import badness
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice

from .ledgered import details_of

ENCRYPTION, LOCK = "device.encryption", "device.lock_minutes"


@pytest.fixture
def tablet(device, lend, tess):
    made = device("GWA-0007", kind="tablet", platform="ios", serial="ZZDMPW9Q1K")
    lend(made, tess)
    return made


@pytest.fixture
def told(now):
    """`told(tablet, ENCRYPTION, "whole", source="intune", days=2)`: a source saw it so long ago, and we were told at once."""

    def put(device, fact, value, *, source="intune", days=1, **more):
        at = now - dt.timedelta(days=days)
        given = {"seen_at": at, "received_at": at, **more}
        return Observation.objects.create(
            organisation=device.organisation, device=device, fact=fact, value=value, source=source, **given
        )

    return put


def photo():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def set_by_hand(tablet, viewer, idris, now):
    def put(by=idris, at=now, device=tablet, **more):
        given = {
            "fact": ENCRYPTION,
            "value": "whole",
            "words": "It says so.",
            "days": 14,
            "photo": photo(),
            "photo_name": "a.png",
        }
        return overrule(device, **given | more, by=viewer(by), at=at)

    return put


def says(row):
    return (row.value, row.source, [(other.value, other.source) for other in row.others])


def test_a_stolen_tablet_shows_what_the_manager_says_and_what_its_holder_says(tablet, told, viewer, tess, now):
    told(tablet, ENCRYPTION, "whole")
    declare(tablet, {ENCRYPTION: "none"}, by=viewer(tess), at=now)
    reading = posture_of(tablet, now)[ENCRYPTION]
    assert says(reading) == ("none", Source.OWN, [("whole", Source.INTUNE)])
    assert reading.is_disputed


def test_the_worst_counts_whoever_spoke_last(tablet, told, now):
    told(tablet, ENCRYPTION, "none", source="fleet", days=3)
    told(tablet, ENCRYPTION, "whole", source="intune", days=1)
    assert posture_of(tablet, now)[ENCRYPTION].value == "none"


def test_of_one_source_the_last_word_counts(tablet, told, now):
    told(tablet, ENCRYPTION, "none", days=3)
    told(tablet, ENCRYPTION, "whole", days=1)
    assert says(posture_of(tablet, now)[ENCRYPTION]) == ("whole", Source.INTUNE, [])


def test_a_source_that_can_no_longer_tell_leaves_it_unknown(tablet, told, now):
    told(tablet, ENCRYPTION, "whole", days=3)
    told(tablet, ENCRYPTION, None, days=1)
    assert posture_of(tablet, now)[ENCRYPTION].value is None


def test_what_is_too_old_does_not_stand_against_what_is_fresh(tablet, told, now):
    told(tablet, ENCRYPTION, "none", source="fleet", days=120)
    told(tablet, ENCRYPTION, "whole", days=1)
    reading = posture_of(tablet, now)[ENCRYPTION]
    assert says(reading) == ("whole", Source.INTUNE, [("none", Source.FLEET)])


def test_a_screen_that_never_locks_is_worst():
    assert badness(LOCK, 0) > badness(LOCK, 60) > badness(LOCK, 5)


def test_a_past_moment_knows_only_what_was_told_by_then(tablet, told, now):
    late = now - dt.timedelta(hours=1)
    told(tablet, ENCRYPTION, "none", days=3)
    told(tablet, ENCRYPTION, "whole", days=2, received_at=late)  # seen before, told later
    assert posture_of(tablet, now - dt.timedelta(days=1))[ENCRYPTION].value == "none"
    assert posture_of(tablet, now)[ENCRYPTION].value == "whole"
    assert posture_of(tablet, now - dt.timedelta(days=9)) == {}


def test_one_query_for_any_number_of_devices(device, told, now, django_assert_num_queries):
    devices = [device(f"GWA-1{number:03}") for number in range(12)]
    for each in devices:
        told(each, ENCRYPTION, "whole")
        told(each, LOCK, 5, source="osquery")
    with django_assert_num_queries(1):
        found = posture_of_many(devices, now)
    assert all(readings[LOCK].value == 5 for readings in found.values())


def test_the_holder_says_how_it_stands(tablet, viewer, tess, now):
    rows = declare(tablet, {ENCRYPTION: None, LOCK: 5}, by=viewer(tess), at=now)
    assert {(row.fact, row.value, row.holder) for row in rows} == {(ENCRYPTION, None, tess), (LOCK, 5, tess)}
    details = details_of("device_declared")
    assert details == {"facts": [ENCRYPTION, LOCK]}


def test_the_same_form_sent_twice_is_one_word(tablet, viewer, tess, now):
    once = uuid.uuid4()
    for _ in range(2):
        declare(tablet, {LOCK: 5}, by=viewer(tess), at=now, once=once)
    assert Observation.objects.count() == 1
    assert Entry.objects.filter(act="equipment.device_declared").count() == 1


@pytest.mark.parametrize("who", ["leo", "idris", "hana"])
def test_nobody_else_gives_the_holders_word(tablet, viewer, cast, now, who):
    with pytest.raises(Refused, match="You do not have this device"):
        declare(tablet, {LOCK: 5}, by=viewer(cast[who]), at=now)


@pytest.mark.parametrize(
    ("told_so", "reason"),
    [({}, "Nothing was answered"), ({"device.owner": "mine"}, "not something we record"), ({LOCK: -1}, "is not an answer"),
     ({LOCK: True}, "is not an answer"), ({ENCRYPTION: "perhaps"}, "is not an answer")],
)  # fmt: skip
def test_only_answers_of_the_catalogue(tablet, viewer, tess, now, told_so, reason):
    with pytest.raises(Refused, match=reason):
        declare(tablet, told_so, by=viewer(tess), at=now)


def test_it_hears_once_when_the_holder_says_otherwise(tablet, told, viewer, tess, idris, now):
    told(tablet, ENCRYPTION, "whole")
    declare(tablet, {ENCRYPTION: "none"}, by=viewer(tess), at=now)
    notice = Notice.objects.get(kind="equipment.sources_differ")
    assert notice.person == idris and "encrypted" in notice.text.lower()


def test_it_looks_at_a_device_of_somebody_else(tablet, viewer, idris, now):
    look_at(tablet, {LOCK: 5, ENCRYPTION: None}, by=viewer(idris), at=now)
    row = Observation.objects.get()
    assert (row.fact, row.source, row.created_by) == (LOCK, Source.IT, idris)
    assert Entry.objects.filter(act="equipment.device_looked_at").exists()


@pytest.mark.parametrize(
    ("who", "reason"), [("tess", "Only the IT lead"), ("leo", "Only the IT lead"), ("bilal", "Only the IT lead")]
)
def test_others_do_not_look_for_it(tablet, viewer, cast, now, who, reason):
    with pytest.raises(Refused, match=reason):
        look_at(tablet, {LOCK: 5}, by=viewer(cast[who]), at=now)


def test_nobody_looks_at_their_own(device, viewer, idris, now, hana):
    own = device("GWA-0099")
    own.loans.create(organisation=own.organisation, person=idris, lent_at=now, created_at=now, created_by=hana)
    with pytest.raises(Refused, match="You have this device"):
        look_at(own, {LOCK: 5}, by=viewer(idris), at=now)


def test_a_wrong_reading_is_set_by_hand_for_a_time(tablet, told, set_by_hand, tess, now):
    told(tablet, ENCRYPTION, "none")
    row = set_by_hand()
    reading = posture_of(tablet, now)[ENCRYPTION]
    assert says(reading) == ("whole", Source.OVERRULED, [("none", Source.INTUNE)])
    assert row.good_until == now + dt.timedelta(days=14)
    assert posture_of(tablet, now + dt.timedelta(days=15))[ENCRYPTION].value == "none"
    details = details_of("reading_set_by_hand")
    assert details["photo"] == row.photo.sha256
    assert Notice.objects.get(kind="equipment.reading_set_by_hand").person == tess


@pytest.mark.parametrize(
    ("more", "reason"),
    [({"days": 31}, "30 days at most"), ({"days": 0}, "30 days at most"), ({"words": " "}, "Say how you know"),
     ({"photo": b""}, "There is no photo"), ({"photo": b"%PDF-1.7"}, "cannot keep this kind"),
     ({"value": "perhaps"}, "is not an answer"),
     ({"fact": LOCK, "value": 5}, "Nothing is known about this yet")],
)  # fmt: skip
def test_setting_by_hand_is_refused(tablet, told, set_by_hand, more, reason):
    told(tablet, ENCRYPTION, "none")
    with pytest.raises(Refused, match=reason):
        set_by_hand(**more)
    assert not Observation.objects.filter(source=Source.OVERRULED).exists()


def test_neither_the_holder_nor_whoever_made_the_reading_sets_it_by_hand(
    tablet, told, set_by_hand, tess, idris, hana, viewer, now
):
    told(tablet, ENCRYPTION, "none")
    with pytest.raises(Refused, match="Only the IT lead"):
        set_by_hand(by=tess)
    look_at(tablet, {ENCRYPTION: "none"}, by=viewer(idris), at=now)
    with pytest.raises(Refused, match="You made this reading"):
        set_by_hand()
    set_by_hand(by=hana)
    with pytest.raises(Refused, match="set by hand already"):
        set_by_hand(by=hana)


def test_the_database_holds_it_too(tablet, told, tess):
    with pytest.raises(IntegrityError), transaction.atomic():
        told(tablet, ENCRYPTION, "whole", source="overruled", created_by=tess, holder=tess)
    with pytest.raises(IntegrityError), transaction.atomic():
        told(tablet, ENCRYPTION, "whole", source="it", created_by=tess, holder=tess)


def test_setting_by_hand_ends_before_its_time(tablet, told, set_by_hand, viewer, hana, tess, now):
    told(tablet, ENCRYPTION, "none")
    row = set_by_hand()
    later = now + dt.timedelta(days=1)
    with pytest.raises(Refused):
        end_overruling(row, by=viewer(tess), at=later)
    end_overruling(row, by=viewer(hana), at=later)
    assert posture_of(tablet, later)[ENCRYPTION].value == "none"
    assert posture_of(tablet, now)[ENCRYPTION].value == "whole"
    with pytest.raises(Refused, match="no longer counts"):
        end_overruling(row, by=viewer(hana), at=later)
