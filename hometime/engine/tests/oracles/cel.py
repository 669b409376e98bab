"""Expressions as CEL, read by a Rust interpreter: a fact that is missing is an error there, and `&&` and `||` absorb errors."""

import cel

from hometime.engine.months import month_threshold
from hometime.engine.program import EXPIRING, MET, NOT_APPLICABLE, UNKNOWN, UNMET
from hometime.engine.tree import Age, And, Compare, Const, Has, In, Is, Not, NotAfter, NotPast, Or


def text_of(node, today):
    """An expression of CEL over the map `f`; days are day numbers."""
    match node:
        case Const(value=value):
            return str(value).lower()
        case Is(fact=fact):
            return f"f['{fact}'] == true"
        case Compare(fact=fact, op=op, limit=limit):
            return f"f['{fact}'] {op} {limit}"
        case In(fact=fact, members=members):
            return f"f['{fact}'] in {sorted(members)}"
        case Has(fact=fact, member=member):
            return f"'{member}' in f['{fact}']"
        case NotPast(fact=fact):
            return f"f['{fact}'] >= {today}"
        case NotAfter(first=first, second=second):
            return f"f['{first}'] <= f['{second}'] && f['{first}'] + f['{second}'] >= f['{second}'] + 1"
        case Age(fact=fact, op="<=", count=count, unit=unit):
            return f"f['{fact}'] >= {today - count if unit == 'days' else month_threshold(today, count)}"
        case Age(fact=fact, count=count, unit=unit):
            return f"f['{fact}'] < {today - count + 1 if unit == 'days' else month_threshold(today + 1, count)}"
        case Not(part=part):
            return f"!({text_of(part, today)})"
    sign = {And: " && ", Or: " || "}[type(node)]
    return sign.join(f"({text_of(part, today)})" for part in node.parts)


def compiled(tests, today):
    """Three programs a test: when, need, and need as it will stand after the days of warning."""
    return [
        [
            cel.compile(text_of(node, today + later))
            for node, later in ((t.when, 0), (t.need, 0), (t.need, t.warn_days + 1))
        ]
        for t in tests
    ]


def truth(program, facts):
    try:
        return program.execute({"f": facts})
    except KeyError:
        return None


def outcomes(tests, facts, today):
    plain = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in facts.items()}
    return [outcome(*(truth(program, plain) for program in three)) for three in compiled(tests, today)]


def outcome(when, need, later):
    if when is False:
        return NOT_APPLICABLE
    if need:
        return MET if later else EXPIRING
    return UNMET if when and need is False else UNKNOWN
