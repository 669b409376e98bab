"""What a person has said so far, kept in their session."""

import datetime as dt

from hometime.decisions.journeys import Draft
from hometime.policy.packs import shipped

TODAY = dt.date(2026, 11, 2)
VOCABULARY = shipped("wolsey-house").vocabulary
OWNER, DATA = VOCABULARY["device.owner"], VOCABULARY["data.kind"]


def kept(draft, session):
    draft.keep(session)
    return Draft.of(session, draft.activity)


def test_it_is_kept_and_found_again():
    session = {}
    draft = Draft.begin(session, "work-at-home", TODAY)
    draft.say(OWNER, "mine")
    draft.say(DATA, None)
    assert kept(draft, session) == draft
    assert (draft.said, draft.not_known) == ({"device.owner": "mine"}, ["data.kind"])


def test_each_activity_has_its_own():
    session = {}
    draft = Draft.begin(session, "work-at-home", TODAY)
    draft.say(OWNER, "mine")
    draft.keep(session)
    assert Draft.of(session, "take-papers").said == {}


def test_saying_it_again_takes_the_place_of_what_was_said():
    draft = Draft("work-at-home")
    draft.say(OWNER, None)
    draft.say(OWNER, "school")
    assert (draft.said, draft.not_known, draft.asked) == ({"device.owner": "school"}, [], ["device.owner"])


def test_beginning_again_the_same_day_loses_nothing():
    session = {}
    draft = Draft.begin(session, "work-at-home", TODAY)
    draft.say(OWNER, "mine")
    draft.keep(session)
    assert Draft.begin(session, "work-at-home", TODAY).said == {"device.owner": "mine"}


def test_another_day_begins_afresh():
    session = {}
    draft = Draft.begin(session, "work-at-home", TODAY)
    draft.say(OWNER, "mine")
    draft.keep(session)
    assert Draft.begin(session, "work-at-home", TODAY + dt.timedelta(days=1)).said == {}


def test_once_kept_as_a_receipt_it_begins_afresh():
    session = {}
    draft = Draft.begin(session, "work-at-home", TODAY)
    draft.say(OWNER, "mine")
    draft.is_kept = True
    draft.keep(session)
    assert Draft.begin(session, "work-at-home", TODAY).said == {}


def test_questions_are_counted_and_lead_back():
    draft = Draft("work-at-home")
    draft.say(OWNER, "mine")
    draft.say(DATA, None)
    assert [draft.number(name) for name in ("device.owner", "data.kind", "place.overlooked")] == [1, 2, 3]
    assert [draft.before(name) for name in ("device.owner", "data.kind", "place.overlooked")] == [
        "",
        "device.owner",
        "data.kind",
    ]


def test_what_another_policy_has_no_word_for_is_left_out():
    draft = Draft("work-at-home", said={"device.owner": "hers", "no.fact": True, "data.kind": "ordinary"})
    assert draft.held(VOCABULARY) == {"data.kind": "ordinary"}
