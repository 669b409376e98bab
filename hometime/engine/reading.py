"""Text to tree: a small part of Python's own expression grammar, checked against the vocabulary as it is read.

What a policy may write: facts, `p.name`, whole numbers, texts, `and or not`, comparisons, `in`, `x if c else y`, `age(date)` and `today`.
Everything else is refused with line and column, so that every policy ends, and every part of it can be turned round.
"""

import ast
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple, NoReturn

from hometime.lib.text import did_you_mean

from .errors import Place, PolicyError, place_of
from .tree import (
    FALSE,
    TRUE,
    Age,
    Compare,
    Has,
    In,
    Is,
    Node,
    NotAfter,
    NotPast,
    all_of,
    any_of,
    choose,
    negate,
)
from .vocabulary import Fact, Vocabulary

OPS: dict[type[ast.cmpop], str] = {
    ast.LtE: "<=",
    ast.GtE: ">=",
    ast.Lt: "<",
    ast.Gt: ">",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.In: "in",
    ast.NotIn: "not in",
}
NAMES, LISTS = (ast.Attribute, ast.Name), (ast.Tuple, ast.List, ast.Set)
TURNED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<", "==": "==", "!=": "!="}


class _Unset:
    """The value of a parameter the policy leaves open: any comparison with it holds, as there is no figure to break."""

    def __repr__(self) -> str:
        return "unset"


UNSET = _Unset()


class Limit(NamedTuple):
    """The value of a parameter on the day, with its unit (only `months` matters to the engine)."""

    value: object
    unit: str = ""


@lru_cache(maxsize=4096)
def _parse(text: str) -> ast.expr:
    return ast.parse(text.strip(), mode="eval").body


def parse(text: str) -> ast.expr:
    """The syntax of an expression; a PolicyError points at the column."""
    try:
        return _parse(str(text))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        column = getattr(error, "offset", None) or 1
        raise PolicyError(
            "This is not an expression of the policy language.",
            "See docs/reference/policy-language.md.",
            _shift(text, column),
        ) from None


def names_in(text: str) -> set[str]:
    """Every dotted or plain name an expression uses, parameters as `p.name`."""
    found = set()
    for node in ast.walk(parse(text)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(f"{node.value.id}.{node.attr}")
        elif isinstance(node, ast.Name) and node.id not in ("p", "age", "today"):
            found.add(node.id)
    return found


class Reader:
    """Reads expressions of one rule: `limits` are its parameters at the values in force."""

    def __init__(self, vocabulary: Vocabulary, limits: Mapping[str, Limit]):
        self.vocabulary, self.limits = vocabulary, limits
        self.text = ""

    def read(self, text: str) -> Node:
        self.text = text
        return self._expression(parse(text))

    def _expression(self, e: ast.expr) -> Node:
        if isinstance(e, ast.Compare) and len(e.ops) == 1:
            return self._comparison(e, OPS.get(type(e.ops[0]), ""))
        if isinstance(e, ast.BoolOp):
            return (all_of if isinstance(e.op, ast.And) else any_of)([self._expression(v) for v in e.values])
        if isinstance(e, NAMES):
            return self._alone(e)
        if isinstance(e, ast.UnaryOp) and isinstance(e.op, ast.Not):
            return negate(self._expression(e.operand))
        if isinstance(e, ast.IfExp):
            return choose(self._expression(e.test), self._expression(e.body), self._expression(e.orelse))
        if isinstance(e, ast.Constant) and isinstance(e.value, bool):
            return TRUE if e.value else FALSE
        self._refuse(
            e,
            "This is not part of the policy language.",
            "Use facts, parameters, numbers, and, or, not, comparisons, in, age(…) and today.",
        )

    def _alone(self, e: ast.expr) -> Node:
        if self._is_parameter(e):
            limit = self._limit(e)
            if limit.value is UNSET:
                return TRUE
            if not isinstance(limit.value, bool):
                self._refuse(e, f"{self._dotted(e)} is not a true or false parameter.", "Compare a fact with it.")
            return TRUE if limit.value else FALSE
        fact = self._fact(e)
        if fact.kind != "bool":
            self._refuse(e, f"{fact.name} is a {fact.kind}, not a yes or no.", "Compare it with something.")
        return Is(fact.name)

    def _comparison(self, e: ast.Compare, op: str) -> Node:
        left, right = e.left, e.comparators[0]
        if isinstance(right, ast.IfExp):
            return choose(
                self._expression(right.test),
                *(
                    self._comparison(ast.copy_location(ast.Compare(left, e.ops, [v]), e), op)
                    for v in (right.body, right.orelse)
                ),
            )
        if op in ("in", "not in") and (isinstance(left, ast.Constant) or self._is_parameter(left)):
            return self._membership(e, left, right, op)
        if isinstance(left, ast.Call):
            return self._age(e, left, op, right)
        if isinstance(left, ast.Constant) or self._is_parameter(left):
            self._refuse(left, "Put the fact first.", f"Write it as: fact {TURNED.get(op, op)} value.")
        fact = self._fact(left)
        method = getattr(self, f"_compare_{fact.kind}", None)
        if method is None:
            self._refuse(e, f"{fact.name} is a yes or no.", f"Write “{fact.name}” or “not {fact.name}” alone.")
        node: Node = method(e, fact, op, right)
        return node

    def _membership(self, e: ast.Compare, left: ast.expr, right: ast.expr, op: str) -> Node:
        member = left.value if isinstance(left, ast.Constant) else self._limit(left).value
        if self._is_parameter(right):
            among = self._limit(right).value
            node = TRUE if among is UNSET or member in self._as_members(right, among) else FALSE
        else:
            fact = self._fact(right)
            if fact.kind != "set":
                self._refuse(right, f"{fact.name} is not a set.", "Only a set can hold something.")
            if member is UNSET:
                return TRUE
            node = Has(fact.name, self._member(left, fact, member))  # type: ignore[assignment]
        return node if op == "in" else negate(node)

    def _compare_enum(self, e: ast.Compare, fact: Fact, op: str, right: ast.expr) -> Node:
        if op not in ("==", "!=", "in", "not in"):
            self._refuse(e, f"{fact.name} cannot be compared by {op}.", "Use ==, !=, in or not in.")
        value = self._value(right)
        if value is UNSET:
            return TRUE
        members = self._as_members(right, value) if op in ("in", "not in") else [value]
        node: Node = In(fact.name, frozenset(self._member(right, fact, m) for m in members)) if members else FALSE
        return node if op in ("==", "in") else negate(node)

    def _compare_set(self, e: ast.Compare, fact: Fact, op: str, right: ast.expr) -> Node:
        value = self._value(right)
        if value is UNSET:
            return TRUE
        named = [self._member(right, fact, m) for m in self._as_members(right, value)]
        if op == ">=":
            return all_of(Has(fact.name, m) for m in named)
        if op == "<=":
            return all_of(negate(Has(fact.name, m)) for m in fact.values if m not in named)
        self._refuse(
            e,
            f"{fact.name} cannot be compared by {op}.",
            "Use 'member' in it, >= {…} (has all) or <= {…} (has nothing but).",
        )

    def _compare_int(self, e: ast.Compare, fact: Fact, op: str, right: ast.expr) -> Node:
        value = self._value(right)
        if value is UNSET:
            return TRUE
        if not isinstance(value, int) or isinstance(value, bool) or op in ("in", "not in"):
            self._refuse(
                right, f"{fact.name} is a number of {fact.unit or 'things'}.", "Compare it with a whole number."
            )
        if not fact.minimum <= value <= fact.maximum:
            self._refuse(
                right,
                f"{fact.name} is from {fact.minimum} to {fact.maximum}, so {value} can never be reached.",
                "Check the figure.",
            )
        return negate(Compare(fact.name, "==", value)) if op == "!=" else Compare(fact.name, op, value)

    def _compare_date(self, e: ast.Compare, fact: Fact, op: str, right: ast.expr) -> Node:
        if isinstance(right, ast.Name) and right.id == "today" and op in (">=", "<"):
            return NotPast(fact.name) if op == ">=" else negate(NotPast(fact.name))
        if isinstance(right, ast.Attribute) and not self._is_parameter(right) and op == "<=":
            other = self._fact(right)
            if other.kind == "date":
                return NotAfter(fact.name, other.name)
        self._refuse(e, f"{fact.name} is a date.", "Write age(…) <= days, … >= today, or one date <= another.")

    def _age(self, e: ast.Compare, call: ast.Call, op: str, right: ast.expr) -> Node:
        if not (
            isinstance(call.func, ast.Name) and call.func.id == "age" and len(call.args) == 1 and not call.keywords
        ):
            self._refuse(call, "Only age(…) of one date can be called.", "Remove the call.")
        fact = self._fact(call.args[0])
        if fact.kind != "date":
            self._refuse(call, f"{fact.name} is not a date.", "age(…) takes a date.")
        limit = self._limit(right) if self._is_parameter(right) else Limit(self._value(right))
        if limit.value is UNSET:
            return TRUE
        count = limit.value
        if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= 40_000:
            self._refuse(right, "An age is compared with a whole number of days or months.", "Check the figure.")
        unit = "months" if limit.unit == "months" else "days"
        if op in ("<", ">"):
            return negate(Age(fact.name, ">=" if op == "<" else "<=", count, unit))
        if op not in ("<=", ">="):
            self._refuse(e, f"An age cannot be compared by {op}.", "Use <=, <, >= or >.")
        return Age(fact.name, op, count, unit)

    def _value(self, e: ast.expr) -> object:
        if isinstance(e, ast.Constant) and isinstance(e.value, (str, int)):
            return e.value
        if self._is_parameter(e):
            return self._limit(e).value
        if isinstance(e, LISTS):
            return [self._value(item) for item in e.elts]
        if (
            isinstance(e, ast.UnaryOp)
            and isinstance(e.op, ast.USub)
            and isinstance(e.operand, ast.Constant)
            and isinstance(e.operand.value, int)
        ):
            return -e.operand.value
        self._refuse(e, "A number, a text or a parameter should stand here.", "Check the right-hand side.")

    def _as_members(self, e: ast.expr, value: object) -> list[object]:
        if isinstance(value, list | tuple | set | frozenset):
            return list(value)
        self._refuse(e, "A list of values should stand here.", "Write ('one', 'two').")

    def _member(self, e: ast.expr, fact: Fact, member: object) -> str:
        if isinstance(member, str) and member in fact.values:
            return str(member)
        self._refuse(e, f"{fact.name} is never “{member}”.{did_you_mean(str(member), fact.values)}", fact.wanted)

    def _is_parameter(self, e: ast.expr) -> bool:
        return isinstance(e, ast.Attribute) and isinstance(e.value, ast.Name) and e.value.id == "p"

    def _limit(self, e: ast.expr) -> Limit:
        name = e.attr  # type: ignore[attr-defined]
        if name not in self.limits:
            self._refuse(
                e,
                f"There is no parameter called “{name}”.{did_you_mean(name, self.limits)}",
                "Declare it with the control.",
            )
        return self.limits[name]

    def _fact(self, e: ast.expr) -> Fact:
        name = self._dotted(e)
        if name not in self.vocabulary:
            self._refuse(
                e,
                f"There is no fact called “{name}”.{did_you_mean(name, self.vocabulary)}",
                "Add it to the catalogue or correct the name.",
            )
        return self.vocabulary[name]

    def _dotted(self, e: ast.expr) -> str:
        if isinstance(e, ast.Name):
            return e.id
        if isinstance(e, ast.Attribute) and isinstance(e.value, ast.Name):
            return f"{e.value.id}.{e.attr}"
        self._refuse(e, "The name of a fact should stand here.", "Write it as group.name.")

    def _refuse(self, e: ast.expr, what: str, mend: str) -> NoReturn:
        raise PolicyError(what, mend, _shift(self.text, getattr(e, "col_offset", 0) + 1, getattr(e, "lineno", 1)))


def _shift(text: str, column: int, line: int = 1) -> Place | None:
    """Where in its file column `column` of an expression stands."""
    place = place_of(text)
    if place is None:
        return Place("expression", line, column)
    return Place(place.file, place.line + line - 1, place.column + column - 1 if line == 1 else column)
