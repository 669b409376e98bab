"""What is asked again and again while one page is put together is asked once.

Only while reading: outside `remembering()`, as in every act, each question is asked afresh.
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
    """Until it ends, a `remembered` function answers the same question from memory. Nothing outlives it.

    Inside another it is one with that: a page that remembers already goes on.
    """
    token = _kept.set({} if (kept := _kept.get()) is None else kept)
    try:
        yield
    finally:
        _kept.reset(token)


def remember(answer: T, ask: Callable[..., T], *asked: Any) -> None:
    """Whoever came upon the answer to a `remembered` question on the way spares the page from asking it."""
    if (kept := _kept.get()) is not None:
        kept.setdefault(_key(ask.__wrapped__, asked), answer)  # type: ignore[attr-defined]


def remembered(ask: Callable[..., T]) -> Callable[..., T]:
    """For questions to the database whose answer nobody changes once they have it."""

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
