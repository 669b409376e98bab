"""The baseline: the same policy as plain Python closures, as a good programmer would write them by hand.

Each expression is a nest of functions of (facts, today) that give True, False or None, stop as soon as they can, and read one
dict; a rule asks the activity first, and leaves out what follows when it does not apply.
"""

from hometime.engine.months import month_threshold
from hometime.engine.program import COMPARE, OUTCOMES
from hometime.engine.tree import TRUE, Age, And, Compare, Const, Has, In, Is, Not, NotAfter, NotPast, Or

LEVELS = ("ok", "caution", "beware", "stop")


def closures_of(compiled):
    """A function (facts, today) giving (headline, [(rule, outcome, clauses), …])."""
    rules = [(rule, *ready(test)) for rule, test in zip(compiled.rules, compiled.program.tests, strict=True)]

    def decide(facts, today):
        known = gate = 0
        speaks = settled = False
        rows = []
        for rule, when, need, warn in rules:
            outcome = outcome_of(when, need, warn, facts, today)
            rows.append((rule.id, outcome, rule.cites))
            if outcome == "not-applicable" or rule.side != "person" or rule.severity == "none":
                continue
            speaks = True
            settled = settled or outcome != "unknown"
            if outcome == "unmet":
                known = max(known, rule.rank)
            elif outcome == "unknown" and rule.moment == "gate":
                gate = max(gate, rule.rank)
        return headline(known, gate, speaks, settled), rows

    return decide


def headline(known, gate, speaks, settled):
    if not speaks:
        return "silent"
    return "not-sure" if gate > known or not settled else LEVELS[known]


def ready(test):
    when = None if test.when == TRUE else closure(test.when)
    return when, closure(test.need), test.warn_days + 1 if test.need.is_timed else 0


def outcome_of(when, need, warn, facts, today):
    applies = True if when is None else when(facts, today)
    if applies is False:
        return "not-applicable"
    good = need(facts, today)
    if good:
        return "expiring" if warn and not need(facts, today + warn) else "met"
    return "unmet" if good is False and applies else "unknown"


def closure(node):
    if isinstance(node, And | Or):
        return many([closure(part) for part in node.parts], isinstance(node, Or))
    if isinstance(node, Not):
        return turned(closure(node.part))
    if isinstance(node, Const):
        return lambda facts, today: node.value
    if isinstance(node, NotAfter):
        return ordered(node.first, node.second)
    return asked(node.fact, question(node))


def many(parts, settles):
    def run(facts, today):
        found = not settles
        for part in parts:
            truth = part(facts, today)
            if truth is settles:
                return settles
            if truth is None:
                found = None
        return found

    return run


def turned(part):
    def run(facts, today):
        truth = part(facts, today)
        return None if truth is None else not truth

    return run


def ordered(first, second):
    def run(facts, today):
        one, two = facts.get(first), facts.get(second)
        return None if one is None or two is None else 0 != one <= two

    return run


def asked(name, ask):
    def run(facts, today):
        value = facts.get(name)
        return None if value is None else ask(value, today)

    return run


def question(node):
    match node:
        case Is():
            return lambda value, today: value
        case In(members=members):
            return lambda value, today: value in members
        case Has(member=member):
            return lambda value, today: member in value
        case Compare(op=op, limit=limit):
            compare = COMPARE[op]
            return lambda value, today: compare(value, limit)
        case NotPast():
            return lambda value, today: value >= today
        case Age(op=op, count=count, unit="days"):
            return (
                (lambda value, today: today - value <= count)
                if op == "<="
                else (lambda value, today: today - value >= count)
            )
        case Age(op="<=", count=count):
            return lambda value, today: value >= month_threshold(today, count)
        case Age(count=count):
            return lambda value, today: value < month_threshold(today + 1, count)


def same(verdict, answered):
    """Whether the baseline gives what the engine gives; a bench of a wrong answer is worth nothing."""
    return [OUTCOMES[code] for code in verdict.codes] == [outcome for _, outcome, _ in answered[1]]
