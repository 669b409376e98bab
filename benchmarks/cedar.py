"""The same policy for Cedar: five permits a rule, each with its guards, as a missing attribute is an error there."""

import json

from hometime.engine.months import month_threshold
from hometime.engine.tree import Age, And, Compare, Const, Has, In, Is, Not, NotAfter, NotPast, Or

KINDS = ("applies", "out", "met", "unmet", "later")


def names_of(compiled):
    """Rule and kind of each permit, in the order of the text: Cedar calls them policy0, policy1 and so on."""
    return [f"{rule.id} {kind}" for rule in compiled.rules for kind in KINDS]


def policies_of(compiled, today):
    """The text of all permits, each with its clauses."""
    found = []
    for rule, test in zip(compiled.rules, compiled.program.tests, strict=True):
        texts = (
            pair(test.when, today)[0], pair(test.when, today)[1], *pair(test.need, today), pair(test.need, today + test.warn_days + 1)[0],
        )  # fmt: skip
        for text in texts:
            cites = json.dumps(",".join(rule.cites))
            found.append(f"@cites({cites}) permit(principal, action, resource) when {{ {text} }};")
    return "\n".join(found)


def pair(node, today):
    """(certainly true, certainly false) as two expressions of Cedar."""
    if isinstance(node, Not):
        return pair(node.part, today)[::-1]
    if isinstance(node, And | Or):
        trues, falses = zip(*(pair(part, today) for part in node.parts), strict=True)
        signs = (" && ", " || ") if isinstance(node, And) else (" || ", " && ")
        return f"({signs[0].join(trues)})", f"({signs[1].join(falses)})"
    if isinstance(node, Const):
        return str(node.value).lower(), str(not node.value).lower()
    names = (node.first, node.second) if isinstance(node, NotAfter) else (node.fact,)
    guard = " && ".join(f'context has "{name}"' for name in names)
    text = atom(node, today)
    return f"({guard} && ({text}))", f"({guard} && !({text}))"


def atom(node, today):
    match node:
        case Is(fact=fact):
            return f'context["{fact}"]'
        case Compare(fact=fact, op=op, limit=limit):
            return f'context["{fact}"] {op} {limit}'
        case In(fact=fact, members=members):
            return f'{json.dumps(sorted(members))}.contains(context["{fact}"])'
        case Has(fact=fact, member=member):
            return f'context["{fact}"].contains("{member}")'
        case NotPast(fact=fact):
            return f'context["{fact}"] >= {today}'
        case NotAfter(first=first, second=second):
            return f'context["{first}"] != 0 && context["{first}"] <= context["{second}"]'
        case Age(fact=fact, op="<=", count=count, unit=unit):
            return f'context["{fact}"] >= {today - count if unit == "days" else month_threshold(today, count)}'
        case Age(fact=fact, count=count, unit=unit):
            return f'context["{fact}"] < {today - count + 1 if unit == "days" else month_threshold(today + 1, count)}'
    raise TypeError(node)


def outcomes(rules, reasons):
    """Outcome names from the ids of the permits that hold."""
    return [outcome(rule.id, reasons) for rule in rules]


def outcome(name, held):
    if f"{name} out" in held:
        return "not-applicable"
    if f"{name} met" in held:
        return "met" if f"{name} later" in held else "expiring"
    return "unmet" if f"{name} applies" in held and f"{name} unmet" in held else "unknown"
