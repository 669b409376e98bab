"""A small vocabulary, and random policies and facts over it."""

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from hometime.engine.pack import Control, Dated, Pack, Parameter, Rule
from hometime.engine.reading import Limit, Reader
from hometime.engine.vocabulary import NEVER, Fact, Vocabulary

TODAY = dt.date(2026, 11, 2)

VOCABULARY = Vocabulary.of(
    *[
        Fact("activity", "enum", "What?", "ask", {"read": "Read", "write": "Write", "rest": "Rest"}),
        Fact("device.listed", "bool", "Listed?", "records", effort=2),
        Fact("device.shared", "bool", "Shared?", "ask", effort=3),
        Fact("device.lock_minutes", "int", "After how long?", "ask", unit="minutes", maximum=120),
        Fact("place.kind", "enum", "Where?", "ask", {"home": "Home", "school": "School", "cafe": "Café"}, effort=4),
        Fact("device.findings", "set", "What is wrong?", "ask", {"tag": "Tag", "plug": "Plug", "case": "Case"}),
        Fact("incident.told", "set", "Who knows?", "ask", {"head": "Head", "dpo": "DPO", "police": "Police"}),
        Fact("course.done_on", "date", "When?", "records", effort=5),
        Fact("device.due_on", "date", "Back by?", "records", effort=2),
        Fact("person.role", "enum", "Who?", "records", {"staff": "Staff", "guest": "Guest"}, who="nobody"),
    ]
)


def read(text, **limits):
    """The tree of an expression; limits are parameters, as their values or as a Limit with a unit."""
    given = {name: value if isinstance(value, Limit) else Limit(value) for name, value in limits.items()}
    return Reader(VOCABULARY, given).read(text)


def control(need, when="", activities=(), parameters=None, warn_days=30):
    return Control(
        "c",
        "area",
        "Title",
        "Question?",
        "automatic",
        "record",
        need,
        when,
        activities,
        parameters or {},
        warn_days=warn_days,
    )


def rule(name, need, *, when="", severity="STOP", moment="gate", side="person", figures=None, **more):
    """A rule that adopts a control of its own. `figures`: name to (kind, unit, [(from, value), …])."""
    figures = figures or {}
    parameters = {key: Parameter(key, kind, unit) for key, (kind, unit, _) in figures.items()}
    dated = {key: Dated(tuple(values)) for key, (_, _, values) in figures.items()}
    adopted = control(need, parameters=parameters, **more)
    return Rule(name, adopted, ("A1",), "must", "staff", side, moment, severity, "Do it.", when=when, parameters=dated)


def pack(*rules):
    return Pack("small", "1", VOCABULARY, rules)


# Random policies. Strategies are made once, as making them costs more than drawing from them.


def members(fact):
    return st.lists(st.sampled_from(sorted(VOCABULARY[fact].values)), min_size=1, max_size=2).map(
        lambda m: repr(tuple(m))
    )


OPS = st.sampled_from(["<=", "<", ">=", ">", "==", "!="])
BOTH = st.sampled_from(["in", "not in"])

ATOMS = st.one_of(
    st.sampled_from(["device.listed", "device.shared", "device.due_on >= today", "device.due_on < today"]),
    st.sampled_from(["course.done_on <= device.due_on", "person.role == 'staff'"]),
    st.builds("device.lock_minutes {} {}".format, OPS, st.integers(0, 120)),
    st.builds("place.kind {} {}".format, BOTH, members("place.kind")),
    st.builds("{!r} {} device.findings".format, st.sampled_from(["tag", "plug", "case"]), BOTH),
    st.builds("incident.told {} {}".format, st.sampled_from([">=", "<="]), members("incident.told")),
    st.builds(
        "age(course.done_on) {} {}".format,
        st.sampled_from(["<=", "<", ">=", ">"]),
        st.sampled_from([0, 1, 30, 364, 365, 366]),
    ),
)
PAIRS = st.one_of(
    ATOMS,
    st.builds("not ({})".format, ATOMS),
    st.builds("({} {} {})".format, ATOMS, st.sampled_from(["and", "or"]), ATOMS),
)
EXPRESSIONS = st.one_of(
    PAIRS,
    st.builds("{} {} {}".format, PAIRS, st.sampled_from(["and", "or"]), PAIRS),
    st.builds("not ({} if {} else {})".format, PAIRS, ATOMS, PAIRS),
)
RULES = st.builds(
    rule,
    st.just("r"),
    EXPRESSIONS,
    when=st.one_of(st.just(""), EXPRESSIONS),
    severity=st.sampled_from(["STOP", "BEWARE", "CAUTION", "OK", "none"]),
    moment=st.sampled_from(["gate", "gate", "standing", "during", "after"]),
    side=st.sampled_from(["person", "person", "school"]),
    activities=st.sampled_from([(), (), ("read",), ("read", "write")]),
    warn_days=st.sampled_from([0, 30]),
)
PACKS = st.lists(RULES, min_size=1, max_size=4).map(
    lambda rules: pack(*(replace(one, id=f"r{number}") for number, one in enumerate(rules)))
)


def values_of(fact, today=TODAY):
    """Values a fact may take; days lie where limits usually turn."""
    if fact.kind == "bool":
        return st.booleans()
    if fact.kind == "int":
        return st.integers(fact.minimum, min(fact.maximum, 130))
    if fact.kind == "enum":
        return st.sampled_from(sorted(fact.values))
    if fact.kind == "set":
        return st.frozensets(st.sampled_from(sorted(fact.values)), max_size=4)
    now = today.toordinal()
    return st.one_of(st.integers(now - 40, now + 40), st.integers(now - 1200, now + 400), st.just(NEVER))


VALUES = {name: values_of(fact) for name, fact in VOCABULARY.items()}
FACTS = st.fixed_dictionaries({}, optional=VALUES)
