"""CPU time of this process, on one thread, in rounds that take turns, so that a busy machine troubles both sides alike."""

import gc
from statistics import median
from time import process_time

ENOUGH = 0.02  # seconds a round lasts at least, so that the clock is fine enough


def cost(work):
    """CPU seconds of one call."""
    began = process_time()
    work()
    return process_time() - began


def times_for(work):
    """How often to call in a round."""
    work()
    once = cost(work)
    return max(1, round(ENOUGH / once)) if once < ENOUGH else 1


def ratio(ours, theirs, rounds=7):
    """(ours / theirs as the median of paired rounds, seconds of ours, seconds of theirs)."""
    calls = times_for(ours), times_for(theirs)
    gc.collect()
    gc.disable()
    pairs = [tuple(repeated(work, n) for work, n in zip((ours, theirs), calls, strict=True)) for _ in range(rounds)]
    gc.enable()
    return median(a / b for a, b in pairs if b), median(a for a, _ in pairs), median(b for _, b in pairs)


def repeated(work, calls):
    began = process_time()
    for _ in range(calls):
        work()
    return (process_time() - began) / calls
