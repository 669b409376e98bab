"""A version put to people before the day it is in force: they sign what is coming, and today stays as it is."""

import copy
import datetime as dt
from functools import lru_cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hometime.decisions.gathering import gather
from hometime.learning.actions.kiosk import give_pin
from hometime.learning.actions.signing import ask_to_sign, decline_policy, enter_sheet, sign_policy
from hometime.learning.facts import facts_about
from hometime.learning.models import SigningRound
from hometime.learning.rounds import versions_to_sign
from hometime.learning.signing import CARRIED, CHANGED, DUE, SIGNED, THE_FACT, all_asked_of, asked_of
from hometime.lib.refusal import Refused
from hometime.notices.models import Notice
from hometime.notices.reminders import remind
from hometime.policy.packs import build_policy, catalogue, shipped
from hometime.policy.queries import version_in_force

from .conftest import DECLARES

FOR_EVERYBODY = "WH56"


@pytest.fixture
def day(today):
    return today + dt.timedelta(days=30)


@pytest.fixture
def coming(version, great_wickering, publish, day):
    return publish(second_version(), great_wickering, day)


@lru_cache
def second_version():
    source = copy.deepcopy({name: shipped("wolsey-house").source[name] for name in ("about", "clauses", "rules")})
    for row in source["clauses"]:
        row["text"] = "Use school email." if row["id"] == FOR_EVERYBODY else row["text"]
    source["about"]["version"] = "2"
    return build_policy("wolsey-house", source, catalogue())


@pytest.fixture
def ask(viewer, now, bilal, today):
    def put(version, **other):
        told = {"version": version, "declared": {}, "sign_by": today + dt.timedelta(days=20), "by": viewer(bilal)}
        return ask_to_sign(**told | {"at": now} | other)

    return put


@pytest.fixture
def sign(viewer, now):
    def put(version, person, on=None):
        return sign_policy(version=version, typed_name=person.name, declared=DECLARES, by=viewer(person, on=on), at=now)

    return put


@pytest.fixture
def signed(version, sign, tess):
    return sign(version, tess)


@pytest.fixture
def asked(signed, coming, ask):
    return ask(coming, declared={FOR_EVERYBODY: "major"})


@pytest.fixture
def states(great_wickering, today):
    return lambda person, on=None: [each.state for each in all_asked_of(person, great_wickering, on or today)]


def test_published_and_not_asked_for_it_changes_nothing(signed, coming, states, tess):
    assert states(tess) == [SIGNED]


def test_those_it_touches_are_asked_and_see_only_what_changes(asked, coming, tess, great_wickering, today, states):
    now, then = all_asked_of(tess, great_wickering, today)
    assert (now.state, then.state, then.is_coming) == (SIGNED, CHANGED, True)
    assert [each.id for each in then.changes] == [FOR_EVERYBODY]
    notice = Notice.objects.get(kind="learning.sign_asked", person=tess)
    assert "in force from 2 December 2026" in notice.text


def test_a_minor_change_leaves_signatures_standing_on_the_day(signed, coming, ask, tess, noor, states, day):
    ask(coming, declared={FOR_EVERYBODY: "minor"})
    assert states(tess) == [SIGNED, CARRIED]
    assert states(tess, day) == [CARRIED]
    assert states(noor) == [DUE, DUE]


@pytest.mark.usefixtures("asked")
def test_the_policy_in_force_stays_the_one_that_answers(version, great_wickering, today, day, coming):
    assert version_in_force(great_wickering, today) == version
    assert version_in_force(great_wickering, day) == coming


def test_the_fact_about_the_signature_waits_for_the_day(asked, coming, sign, tess, noor, great_wickering, today, day):
    def fact(person, on):
        return facts_about([person], great_wickering, on)[person.pk].get(THE_FACT)

    assert fact(tess, today).value is True
    assert fact(tess, day).value is False  # asked to sign what changed, and has not
    before = fact(noor, today), facts_about([noor], great_wickering, today)[noor.pk]
    sign(coming, noor)
    sign(coming, tess)
    assert (fact(noor, today), facts_about([noor], great_wickering, today)[noor.pk]) == before
    assert asked_of(noor, great_wickering, today).state == DUE
    assert fact(noor, day).value is fact(tess, day).value is True
    held = gather(noor, great_wickering, shipped("wolsey-house").vocabulary, day).facts
    assert held["learning.handout_on"] == day.toordinal()  # given with a policy that was not in force before


def test_signed_before_the_day_it_is_signed_on_the_day(asked, coming, sign, tess, states, day):
    signed = sign(coming, tess)
    assert signed.version == coming and signed.statement["in_force_from"] == day.isoformat()
    assert states(tess) == [SIGNED, SIGNED]
    assert states(tess, day) == [SIGNED]
    with pytest.raises(Refused, match="You signed this policy"):
        sign(coming, tess, on=day)


def test_nobody_signs_what_nobody_asked_for(signed, coming, sign, noor):
    with pytest.raises(Refused, match="The policy changed while you were reading"):
        sign(coming, noor)


def test_one_may_say_no_to_it_and_keep_what_one_signed(asked, coming, tess, viewer, now, states):
    decline_policy(version=coming, reason="No.", by=viewer(tess), at=now)
    assert states(tess) == [SIGNED, "declined"]


def test_a_version_another_takes_the_place_of_is_not_put_to_anybody(
    signed, coming, ask, publish, great_wickering, day, today, tess, states
):
    ask(coming, declared={FOR_EVERYBODY: "major"})
    instead = publish(shipped("starter"), great_wickering, day)
    assert versions_to_sign(great_wickering, today)[1:] == [instead]
    assert states(tess) == [SIGNED]
    with pytest.raises(Refused, match="is not in force here, and will not be"):
        ask(coming)


def test_the_day_to_sign_by_brings_reminders(asked, coming, tess, now, today):
    remind(today + dt.timedelta(days=13), now)
    reminded = Notice.objects.get(kind="learning.sign_soon", person=tess)
    assert "in force from 2 December 2026" in reminded.text


class TestOnPaper:
    @pytest.fixture
    def enter(self, viewer, leo, now):
        def put(version, *people, on):
            return enter_sheet(version=version, people=people, signed_on=on, scan=None, by=viewer(leo), at=now)

        return put

    def test_a_signed_sheet_is_entered_before_the_day(self, asked, coming, enter, tess, noor, today, day, states):
        enter(coming, tess, noor, on=today)
        assert (states(tess), states(noor)) == ([SIGNED, SIGNED], [DUE, SIGNED])
        assert states(tess, day) == states(noor, day) == [SIGNED]

    def test_nobody_signed_it_before_people_were_asked(self, asked, coming, enter, tess, today):
        with pytest.raises(Refused, match="cannot have been signed on that day"):
            enter(coming, tess, on=today - dt.timedelta(days=1))

    def test_what_was_signed_ahead_is_entered_after_the_day_too(
        self, asked, coming, tess, leo, viewer, now, today, day
    ):
        late = {"version": coming, "people": [tess], "scan": None, "by": viewer(leo, on=day), "at": now}
        assert enter_sheet(**late, signed_on=today).version == coming

    def test_a_version_nobody_asked_for_has_no_sheet(self, signed, coming, enter, noor, today, day):
        with pytest.raises(Refused, match="cannot have been signed on that day"):
            enter(coming, noor, on=today)
        assert not noor.acknowledgements.exists()


@pytest.mark.usefixtures("at_that_moment")
class TestPages:
    def test_a_sheet_for_what_is_coming(self, page, leo, tess, asked, coming, version, settings, tmp_path):
        settings.FILES = settings.MEDIA_ROOT = settings.DATA = tmp_path
        page.sign_in(leo)
        assert f"/signing/sheet/?version={coming.code}" in page.get(f"/signing/?version={coming.code}").content.decode()
        printed = page.get(f"/signing/sheet/?version={coming.code}").content
        assert printed.startswith(b"%PDF")
        where = f"/signing/sheet/enter/?version={coming.code}"
        assert "version 2" in page.get(where).page.text
        day = {"signed_on_0": "2", "signed_on_1": "11", "signed_on_2": "2026", "people": [tess.code]}
        answer = page.post(where, day | {"scan": SimpleUploadedFile("sheet.pdf", printed)})
        assert (answer.status_code, answer["Location"]) == (302, f"/signing/?version={coming.code}")
        assert tess.acknowledgements.get(version=coming).how == "sheet"

    def test_a_sheet_nobody_was_asked_to_sign_leads_back(self, page, leo, signed, coming):
        page.sign_in(leo)
        assert "signing/sheet" not in page.get(f"/signing/?version={coming.code}").content.decode()
        answer = page.get(f"/signing/sheet/enter/?version={coming.code}", follow=True)
        assert "The policy changed since the sheet was printed" in answer.page.text

    def test_the_owner_asks_ahead(self, page, bilal, signed, coming):
        page.sign_in(bilal)
        here = f"?version={coming.code}"
        assert "in force from 2 December 2026" in page.get("/signing/").page.text
        assert "It is in force from 2 December 2026." in page.get(f"/signing/ask/{here}").page.text
        day = {"sign_by_0": "30", "sign_by_1": "11", "sign_by_2": "2026", f"clause-{FOR_EVERYBODY}": "major"}
        assert page.post(f"/signing/ask/{here}", day).status_code == 302
        assert SigningRound.objects.get().version == coming
        assert "Has not signed the changes" in page.get(f"/signing/{here}").page.text
        assert "People have not been asked" in page.get("/signing/").page.text

    def test_the_page_puts_first_what_counts_today(self, page, noor, tess, asked, version, coming):
        page.sign_in(tess)
        assert "Until 2 December 2026 the policy in force now still counts" in page.get("/sign/").page.text
        assert page.get("/").page.text.count("Read what changed and sign again") == 1
        filled = {"declared": DECLARES, "typed_name": "Tess Okafor"}
        assert page.post(f"/sign/?version={coming.code}", filled).status_code == 302
        assert tess.acknowledgements.filter(version=coming).exists()
        assert "Not yet in force" in page.get("/signatures/").page.text
        assert "in force since 1 September 2026" in page.sign_in(noor).get("/sign/").page.text
        assert "Read and sign what is coming" in page.get("/signatures/").page.text

    def test_a_version_that_is_gone_leads_back(self, page, tess, version, coming):
        answer = page.sign_in(tess).post(f"/sign/?version={coming.code}", {"typed_name": "Tess Okafor"}, follow=True)
        assert "The policy changed while you were reading" in answer.page.text
        assert not tess.acknowledgements.exists()

    def test_a_shared_device_takes_it_too(self, page, tess, leo, asked, version, coming, hana, viewer, now):
        pin = give_pin(tess, by=viewer(leo), at=now)
        page.sign_in(hana).post("/signing/kiosk/", {"name": "Tablet", "hours": 2})
        assert "Tess Okafor" in page.get("/kiosk/").page.text
        filled = {"declared": DECLARES, "typed_name": "Tess Okafor", "pin": pin}
        page.post(f"/kiosk/{tess.code}/?version={version.code}", filled)  # an old form signs nothing it did not show
        assert not tess.acknowledgements.filter(version=coming).exists()
        page.post(f"/kiosk/{tess.code}/?version={coming.code}", filled)
        assert tess.acknowledgements.filter(version=coming).exists()
