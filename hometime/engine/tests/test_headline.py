"""The headline that follows from the outcomes."""

import pytest

from hometime.engine.missing import open_facts
from hometime.engine.program import EXPIRING, MET, NOT_APPLICABLE, UNKNOWN, UNMET
from hometime.engine.verdict import decide

from .small import TODAY, pack, rule

LISTED = {"device.listed": True}
UNLISTED = {"device.listed": False}


def verdict(facts, *rules, **more):
    return decide(pack(*rules).at(TODAY), facts, TODAY, **more)


@pytest.mark.parametrize(
    ("severity", "wanted"), [("STOP", "stop"), ("BEWARE", "beware"), ("CAUTION", "caution"), ("OK", "ok")]
)
def test_a_broken_rule_counts_by_its_severity(severity, wanted):
    assert verdict(UNLISTED, rule("r", "device.listed", severity=severity)).headline == wanted


def test_the_worst_broken_rule_decides():
    rules = [
        rule("a", "device.listed", severity="CAUTION"),
        rule("b", "device.listed"),
        rule("c", "device.listed", severity="BEWARE"),
    ]
    found = verdict(UNLISTED, *rules)
    assert found.headline == "stop"
    assert [r.id for r in found.of(UNMET)] == ["b", "c", "a"]


def test_an_open_gate_that_could_be_worse_leaves_it_unsure():
    gate, other = rule("gate", "device.shared"), rule("other", "device.listed", severity="CAUTION")
    found = verdict(UNLISTED, gate, other)
    assert (found.headline, found.as_known, found.at_worst) == ("not-sure", "caution", "stop")
    assert open_facts(pack(gate, other).at(TODAY), found, UNLISTED, TODAY.toordinal()) == ["device.shared"]


def test_an_open_gate_that_could_not_be_worse_is_not_waited_for():
    assert (
        verdict(UNLISTED, rule("gate", "device.shared", severity="CAUTION"), rule("r", "device.listed")).headline
        == "stop"
    )


@pytest.mark.parametrize(("moment", "at_worst"), [("standing", "stop"), ("during", "ok"), ("after", "ok")])
def test_only_a_gate_is_waited_for(moment, at_worst):
    found = verdict(LISTED, rule("known", "device.listed"), rule("open", "device.shared", moment=moment))
    assert (found.headline, found.at_worst) == ("ok", at_worst)


def test_nothing_settled_is_not_sure_even_without_a_gate():
    assert verdict({}, rule("open", "device.shared", moment="standing")).headline == "not-sure"


def test_duties_of_the_school_never_count_against_a_person():
    assert verdict(UNLISTED, rule("r", "device.listed", side="school"), rule("s", "not device.listed")).headline == "ok"


def test_where_no_rule_speaks_the_policy_is_silent():
    out = rule("r", "device.listed", when="place.kind == 'cafe'")
    assert verdict({"place.kind": "home"}, out).headline == "silent"
    assert verdict({}).headline == "silent"
    assert verdict(UNLISTED, rule("r", "device.listed", side="school")).headline == "silent"
    assert verdict(UNLISTED, rule("r", "device.listed", side="school"), informing=True).headline == "ok"


def test_rules_for_another_activity_do_not_apply():
    reading = rule("r", "device.listed", activities=("read",))
    assert verdict({"activity": "write", **UNLISTED}, reading).codes == [NOT_APPLICABLE]
    assert verdict({"activity": "read", **UNLISTED}, reading).codes == [UNMET]
    assert verdict(UNLISTED, reading).codes == [UNKNOWN]
    assert verdict(LISTED, reading).codes == [MET]


def test_what_runs_out_soon_is_still_met():
    found = verdict({"course.done_on": TODAY.toordinal() - 360}, rule("r", "age(course.done_on) <= 365"))
    assert (found.headline, found.codes) == ("ok", [EXPIRING])
