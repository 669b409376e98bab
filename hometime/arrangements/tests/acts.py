"""Every act of the part: what went before it, the act itself, and whom it tells of what."""

from dataclasses import replace
from datetime import date

from hometime.arrangements import actions
from hometime.arrangements.abroad import actions as abroad
from hometime.arrangements.actions import Decision, Wanted
from hometime.arrangements.closure import actions as closure
from hometime.arrangements.everyday import actions as everyday
from hometime.arrangements.flexible import actions as flexible
from hometime.arrangements.flexible.making import Told
from hometime.arrangements.measures import actions as measures
from hometime.people.models import Role

from .conftest import FRIDAYS
from .test_flexible import MEETING, NO, TERMS, WISH, YES

SECRET = "chemotherapy"  # in every box that takes words; it is in no notice
TRIP = {"country": "France", "leaves_on": date(2026, 11, 10), "returns_on": date(2026, 11, 12), "kit": "Laptop"}
FLOOD = {"cause": "building", "words": SECRET, "starts_on": date(2026, 11, 2), "expected_until": None}
ONE_DAY = replace(FRIDAYS, ground="one_day", ends_on=FRIDAYS.starts_on, why=SECRET)
LATER, LAST = date(2027, 2, 1), date(2026, 11, 20)
LETTER = Told("Fridays off.", LATER, "None", effect=SECRET, reasons=SECRET)
WEEK = [["08:30", "15:30"]] * 5
CONDITION = Wanted("A locked cupboard")


def asked(s, **changes):
    return actions.ask_arrangement(replace(FRIDAYS, why=SECRET, **changes), **s.tess())


def private(s):
    """To be looked at by the IT lead and the data protection officer."""
    it = asked(s, data="personal", data_need=SECRET)
    type(it).objects.update(awaits_kit=True, awaits_data=True)
    return it


def viewed(s):
    return actions.give_view(asked(s), is_for=True, words=SECRET, **s.leo())


def in_review(s):
    return actions.give_view(private(s), is_for=True, words=SECRET, **s.leo())


def agreed(s, *conditions):
    yes = Decision(is_yes=True, conditions=conditions, reason=SECRET)
    return actions.decide_arrangement(viewed(s), yes, **s.hana())


def paused(s):
    return actions.suspend_arrangement(agreed(s), reason=SECRET, **s.hana())


def limited(s):
    return actions.set_limits(fewest_on_site=0, auto_days=3, starts_on=s.today, **s.hana())


def legal(s):
    return flexible.ask_flexible(**(WISH | {"reasons": SECRET, "effect": SECRET}), **s.tess())


def met(s):
    it = legal(s)
    flexible.record_consultation(it, **(MEETING | {"note": SECRET}), **s.hana())
    return it


def declined(s):
    return flexible.decide_flexible(met(s), **(NO | {"explanation": SECRET}), **s.hana())


def appealed(s):
    Role.objects.create(organisation=s.school, person=s.cast["bilal"], kind="head", starts_on=s.today)
    return flexible.appeal_flexible(declined(s), words=SECRET, **s.tess())


def stretched(s):
    return flexible.propose_extension(legal(s), new_last_day=LATER, **s.hana())


def missed(s):
    it = legal(s)
    for day in (s.today, LATER):
        made = flexible.record_consultation(it, **(MEETING | {"was_missed": True}), **s.hana())
        type(made).objects.filter(pk=made.pk).update(held_on=day)
    return it


def doubt(s):
    return everyday.ask_doubt(words=SECRET, **s.tess())


def discussed(s):
    return everyday.discuss_doubt(doubt(s), view=SECRET, **s.leo())


def duties(s):
    return everyday.propose_duties(change="other", instead=False, words=SECRET, **s.tess())


def trip(s):
    return abroad.ask_abroad(**TRIP, works_there=True, data="none", **s.tess())


def flood(s):
    people = [s.cast["tess"], s.cast["leo"]]
    return closure.declare_closure(**FLOOD, people=people, hours=WEEK, **s.hana())


def check(s):
    return measures.record_measure(s.cast["tess"], what=SECRET, why=SECRET, starts_on=s.today, **s.leo())


def nothing(s):
    return None


# What is done, what went before, the act, and whom it tells of what.
TABLE = {
    "ask": (nothing, lambda s, _: asked(s), {"leo": "waiting"}),
    "ask, within limits": (
        limited,
        lambda s, _: actions.ask_arrangement(ONE_DAY, **s.tess()),
        {"tess": "agreed", "leo": "within_limits"},
    ),
    "give a view": (
        asked,
        lambda s, it: actions.give_view(it, is_for=False, words=SECRET, **s.leo()),
        {"hana": "waiting"},
    ),
    "give a view, then reviews": (
        private,
        lambda s, it: actions.give_view(it, is_for=True, words=SECRET, **s.leo()),
        {"idris": "waiting", "dara": "waiting"},
    ),
    "go on without a view": (asked, lambda s, it: actions.go_on(it, reason=SECRET, **s.hana()), {}),
    "equipment can be had": (
        in_review,
        lambda s, it: actions.review_kit(it, can_be_done=True, has_budget=True, words=SECRET, **s.idris()),
        {},
    ),
    "equipment cannot be had": (
        in_review,
        lambda s, it: actions.review_kit(it, can_be_done=False, has_budget=False, words=SECRET, **s.idris()),
        {"hana": "cannot_be_done"},
    ),
    "data is looked at": (in_review, lambda s, it: actions.review_data(it, words=SECRET, **s.dara()), {}),
    "yes": (
        viewed,
        lambda s, it: actions.decide_arrangement(it, Decision(is_yes=True, reason=SECRET), **s.hana()),
        {"tess": "agreed", "leo": "team_decided"},
    ),
    "yes, with a condition": (
        viewed,
        lambda s, it: actions.decide_arrangement(it, Decision(True, SECRET, (CONDITION,)), **s.hana()),
        {"tess": "agreed_with_conditions", "leo": "team_decided"},
    ),
    "no": (
        viewed,
        lambda s, it: actions.decide_arrangement(it, Decision(False, SECRET), **s.hana()),
        {"tess": "refused", "leo": "team_decided"},
    ),
    "confirm a condition": (
        lambda s: agreed(s, CONDITION),
        lambda s, it: actions.confirm_condition(it.conditions.get(), **s.leo()),
        {"tess": "condition_confirmed"},
    ),
    "take back": (asked, lambda s, it: actions.withdraw_arrangement(it, **s.tess()), {"leo": "withdrawn"}),
    "pause": (
        agreed,
        lambda s, it: actions.suspend_arrangement(it, reason=SECRET, **s.hana()),
        {"tess": "changed", "leo": "changed"},
    ),
    "start again": (
        paused,
        lambda s, it: actions.resume_arrangement(it, **s.hana()),
        {"tess": "changed", "leo": "changed"},
    ),
    "look again": (
        agreed,
        lambda s, it: actions.look_again(it, words=SECRET, review_on=LATER, **s.hana()),
        {"tess": "reviewed"},
    ),
    "the person ends it": (
        agreed,
        lambda s, it: actions.end_arrangement(it, last_day=LAST, reason="", **s.tess()),
        {"leo": "changed"},
    ),
    "the decider ends it": (
        agreed,
        lambda s, it: actions.end_arrangement(it, last_day=LAST, reason=SECRET, **s.hana()),
        {"tess": "changed", "leo": "changed"},
    ),
    "a job cannot be done at home": (
        nothing,
        lambda s, _: actions.judge_role("Teacher of history", fit="no", words=SECRET, **s.leo()),
        {"hana": "job_unsuitable"},
    ),
    "care is in place": (nothing, lambda s, _: everyday.declare_care(in_place=True, **s.tess()), {}),
    "care has broken down": (
        nothing,
        lambda s, _: everyday.declare_care(in_place=False, **s.tess()),
        {"leo": "care_lapsed"},
    ),
    "tell hours": (
        nothing,
        lambda s, _: everyday.tell_hours(s.cast["tess"], hours=WEEK, exception="none", **s.leo()),
        {"tess": "hours_told"},
    ),
    "put other duties forward": (nothing, lambda s, _: duties(s), {"leo": "duties_proposed"}),
    "agree to duties": (
        duties,
        lambda s, it: everyday.agree_duties(it, **s.leo()),
        {"tess": "duties_agreed", "leo": "duties_agreed"},  # both sides keep it
    ),
    "decline duties": (
        duties,
        lambda s, it: everyday.decline_duties(it, words=SECRET, **s.leo()),
        {"tess": "duties_declined"},
    ),
    "report an absence": (
        nothing,
        lambda s, _: everyday.report_absence(on=s.today, reason="care", **s.tess()),
        {"leo": "absence_reported"},
    ),
    "take stationery": (
        nothing,
        lambda s, _: everyday.take_stationery(what="Paper", taken_on=s.today, **s.tess()),
        {"leo": "stationery_taken"},
    ),
    "ask whether one may": (nothing, lambda s, _: doubt(s), {"leo": "doubt_asked"}),
    "talk a doubt over": (
        doubt,
        lambda s, it: everyday.discuss_doubt(it, view=SECRET, **s.leo()),
        {"hana": "doubt_asked"},
    ),
    "settle a doubt": (
        discussed,
        lambda s, it: everyday.settle_doubt(it, is_yes=True, answer=SECRET, **s.hana()),
        {"tess": "doubt_settled"},
    ),
    "write down a check": (nothing, lambda s, _: check(s), {"tess": "measure_recorded"}),
    "end a check": (check, lambda s, it: measures.end_measure(it, **s.leo()), {"tess": "measure_ended"}),
    "ask to go abroad": (nothing, lambda s, _: trip(s), {"hana": "abroad_asked"}),
    "decide about a trip": (
        trip,
        lambda s, it: abroad.decide_abroad(it, is_yes=False, is_insured=None, reason=SECRET, **s.hana()),
        {"tess": "abroad_decided", "idris": "abroad_noted", "dara": "abroad_noted"},
    ),
    "take a trip back": (trip, lambda s, it: abroad.withdraw_abroad(it, **s.tess()), {"hana": "abroad_withdrawn"}),
    "take an agreed trip back": (
        lambda s: abroad.decide_abroad(trip(s), is_yes=True, is_insured=True, reason=SECRET, **s.hana()),
        lambda s, it: abroad.withdraw_abroad(it, **s.tess()),
        dict.fromkeys(("hana", "idris", "dara"), "abroad_withdrawn"),
    ),
    "make a legal request": (nothing, lambda s, _: legal(s), {"hana": "flexible_asked", "tess": "flexible_received"}),
    "put a legal request on record": (
        nothing,
        lambda s, _: flexible.log_flexible(s.cast["tess"], LETTER, how="post", received_on=s.today, **s.hana()),
        {"tess": "flexible_logged"},
    ),
    "write down a meeting": (legal, lambda s, it: flexible.record_consultation(it, **MEETING, **s.hana()), {}),
    "answer a legal request": (
        legal,
        lambda s, it: flexible.decide_flexible(it, **(YES | {"explanation": SECRET}), **s.hana()),
        {"tess": "flexible_decided"},
    ),
    "appeal": (
        declined,
        lambda s, it: flexible.appeal_flexible(it, words=SECRET, **s.tess()),
        {"hana": "flexible_appealed"},
    ),
    "answer an appeal": (
        appealed,
        lambda s, it: flexible.decide_appeal(it, is_yes=True, words=SECRET, **TERMS, **s.bilal()),
        {"tess": "flexible_decided"},
    ),
    "put more time forward": (legal, lambda s, it: flexible.propose_extension(it, new_last_day=LATER, **s.hana()), {
        "tess": "flexible_more_time"
    }),
    "agree to more time": (
        stretched,
        lambda s, it: flexible.agree_extension(it, **s.tess()),
        {"hana": "flexible_extended"},
    ),
    "take a legal request back": (
        legal,
        lambda s, it: flexible.withdraw_flexible(it, **s.tess()),
        {"hana": "flexible_withdrawn"},
    ),
    "close after missed meetings": (
        missed,
        lambda s, it: flexible.treat_as_withdrawn(it, **s.hana()),
        {"tess": "flexible_closed"},
    ),
    "declare a closure": (
        nothing,
        lambda s, _: flood(s),
        {"tess": "closure_declared", "leo": "closure_declared"}
        | dict.fromkeys(("safia", "dara", "idris"), "closure_noted"),
    ),
    "send more people home": (
        flood,
        lambda s, it: closure.send_more_home(it, people=[s.cast["tess"], s.cast["noor"]], hours=WEEK, **s.hana()),
        {"noor": "closure_declared"},
    ),
    "start remote learning": (flood, lambda s, it: closure.start_remote_learning(it, **s.hana()), {}),
    "note a hurried choice": (flood, lambda s, it: closure.note_choice(it, words=SECRET, **s.idris()), {}),
    "wind a closure down": (
        flood,
        lambda s, it: closure.wind_down(it, last_day=LAST, **s.hana()),
        {"tess": "closure_ending", "leo": "closure_ending"},
    ),
}  # fmt: skip
