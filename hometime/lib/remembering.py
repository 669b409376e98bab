"""Ask each question once while a page is built.

For reading only: outside `remembering()`, and so in every act, a question is always asked afresh.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")
_kept: ContextVar[dict[Any, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Inside the block a `remembered` function answers a repeated question from memory; afterwards all is forgotten.

    A block inside another shares the outer one’s memory.
    """
    token = _kept.set({} if (kept := _kept.get()) is None else kept)
    try:
        yield
    finally:
        _kept.reset(token)


def remember(answer: T, ask: Callable[..., T], *asked: Any) -> None:
    """Put in the answer to a `remembered` question that was found on the way, so that the page need not ask it."""
    if (kept := _kept.get()) is not None:
        kept.setdefault(_key(ask.__wrapped__, asked), answer)  # type: ignore[attr-defined]


def remembered(ask: Callable[..., T]) -> Callable[..., T]:
    """For database questions whose answer no caller changes: all of them get the same object."""

    @wraps(ask)
    def answer(*asked: Any) -> T:
        kept = _kept.get()
        if kept is None:
            return ask(*asked)
        key = _key(ask, asked)
        if key not in kept:
            kept[key] = ask(*asked)
        found: T = kept[key]
        return found

    return answer


def _key(ask: Callable[..., Any], asked: tuple[Any, ...]) -> tuple[Any, ...]:
    return (ask, *(tuple(each) if isinstance(each, list) else each for each in asked))
