"""Which devices an audit looks at: drawn by lot, from a seed that was sealed before, so that anybody can draw them again.

A seal is the SHA-256 of seed, size and pool, and stands in the ledger before anything is drawn. Once the seed is published,
`draw` gives the same devices to whoever runs it. Who was not looked at for long has the better chance. Knows no database.
"""

import hashlib
import json
import math
from collections.abc import Sequence
from typing import Any

NEVER = 730  # days: somebody who was never looked at counts as two years
LEAST = 7  # days: somebody looked at yesterday may still be drawn, as an audit is not to be foreseen

Pool = Sequence[Sequence[Any]]  # [code of the device, weight]


def weight_of(days: int | None) -> int:
    """Days since somebody was looked at last, within bounds."""
    return NEVER if days is None else min(max(days, LEAST), NEVER)


def seal_of(seed: str, size: int, pool: Pool) -> str:
    text = json.dumps(
        {"pool": [list(each) for each in pool], "seed": seed, "size": size}, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def draw(seed: str, size: int, pool: Pool) -> list[str]:
    """Each device gets a number from the seed and its code alone; the smallest are drawn. Twice the weight halves the number."""
    lots = sorted((lot_of(seed, str(code)) / weight, str(code)) for code, weight in pool)
    return [code for _, code in lots[:size]]


def lot_of(seed: str, code: str) -> float:
    """Spread as waiting times are, which makes weights fair."""
    number = int.from_bytes(hashlib.sha256(f"{seed}:{code}".encode()).digest()[:8], "big")
    return -math.log((number + 1) / (2**64 + 1))
