"""What an expression means: a tree of eleven kinds of node.

Nodes are values: two that say the same are equal, so a question that several rules ask is answered once. Build `And`, `Or` and `Not`
with `all_of`, `any_of` and `negate`, which fold constants; nothing else may make them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar


class _Atom:
    """A leaf: it asks something of the facts itself."""

    is_timed: ClassVar[bool] = False  # whether its truth can change as days pass

    @cached_property
    def facts(self) -> frozenset[str]:
        """Names of the facts it reads."""
        return frozenset(getattr(self, name) for name in ("fact", "first", "second") if hasattr(self, name))


class _Joint:
    """A node whose truth is that of the nodes below it."""

    @cached_property
    def is_timed(self) -> bool:
        return any(child.is_timed for child in children(self))  # type: ignore[arg-type]

    @cached_property
    def facts(self) -> frozenset[str]:
        return frozenset().union(*[child.facts for child in children(self)])  # type: ignore[arg-type]


@dataclass(frozen=True)
class Const(_Atom):
    value: bool


@dataclass(frozen=True)
class Is(_Atom):
    """A bool fact."""

    fact: str


@dataclass(frozen=True)
class Compare(_Atom):
    """A whole number against a limit; op is <=, <, >=, > or ==."""

    fact: str
    op: str
    limit: int


@dataclass(frozen=True)
class In(_Atom):
    """An enum among members."""

    fact: str
    members: frozenset[str]


@dataclass(frozen=True)
class Has(_Atom):
    """A set that holds a member."""

    fact: str
    member: str


@dataclass(frozen=True)
class Age(_Atom):
    """A date at most (op <=) or at least (op >=) so many days, or calendar months, before today."""

    is_timed = True
    fact: str
    op: str
    count: int
    unit: str = "days"


@dataclass(frozen=True)
class NotPast(_Atom):
    """A date that is today or later."""

    is_timed = True
    fact: str


@dataclass(frozen=True)
class NotAfter(_Atom):
    """A date that has happened, on or before another."""

    first: str
    second: str


@dataclass(frozen=True)
class And(_Joint):
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Or(_Joint):
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Not(_Joint):
    part: "Node"


Node = Const | Is | Compare | In | Has | Age | NotPast | NotAfter | And | Or | Not


def _remember_hash(kind: Any) -> None:
    """A node is looked up often and never changes: its hash, which goes all the way down, is worked out once."""
    compute = kind.__hash__

    def hash_once(node: Any) -> int:
        known: int | None = node.__dict__.get("_hash")
        if known is None:
            known = node.__dict__["_hash"] = compute(node)
        return known

    kind.__hash__ = hash_once


for _kind in (Const, Is, Compare, In, Has, Age, NotPast, NotAfter, And, Or, Not):
    _remember_hash(_kind)
TRUE, FALSE = Const(True), Const(False)


def children(node: Node) -> tuple[Node, ...]:
    if isinstance(node, (And, Or)):
        return node.parts
    return (node.part,) if isinstance(node, Not) else ()


def atoms(node: Node) -> Iterator[Node]:
    """The leaves, left to right."""
    below = children(node)
    if not below:
        yield node
    for child in below:
        yield from atoms(child)


def all_of(parts: Iterable[Node]) -> Node:
    return _fold(And, parts, unit=TRUE, zero=FALSE)


def any_of(parts: Iterable[Node]) -> Node:
    return _fold(Or, parts, unit=FALSE, zero=TRUE)


def negate(node: Node) -> Node:
    if isinstance(node, Const):
        return FALSE if node.value else TRUE
    return node.part if isinstance(node, Not) else Not(node)


def choose(test: Node, yes: Node, no: Node) -> Node:
    """`yes if test else no`, exact in three values: where both branches agree the test need not be known."""
    if isinstance(test, Const):
        return yes if test.value else no
    return any_of((all_of((test, yes)), all_of((negate(test), no)), all_of((yes, no))))


def assume(node: Node, fact: str, value: str) -> Node:
    """The same meaning where an enum fact is known: smaller, often a constant."""
    if isinstance(node, In) and node.fact == fact:
        return TRUE if value in node.members else FALSE
    if fact not in node.facts:
        return node
    if isinstance(node, Not):
        return negate(assume(node.part, fact, value))
    fold = all_of if isinstance(node, And) else any_of
    return fold(assume(child, fact, value) for child in children(node))


def _fold(kind: type[And] | type[Or], parts: Iterable[Node], unit: Const, zero: Const) -> Node:
    kept: dict[Node, None] = {}
    for part in parts:
        if isinstance(part, Const):
            if part.value is zero.value:
                return zero
        else:
            kept.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
    if not kept:
        return unit
    return next(iter(kept)) if len(kept) == 1 else kind(tuple(kept))
