"""What a policy may say of signing in, and passwords held to it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

Check = Callable[[str], bool]
LENGTH = re.compile(r"(\d+)\s+(?:characters|signs|letters|digits)")
# The words policies use, and what they ask of a password. The longer words stand first.
KINDS: tuple[tuple[str, Check], ...] = (
    ("capital letter", lambda password: any(sign.isupper() for sign in password)),
    ("small letter", lambda password: any(sign.islower() for sign in password)),
    ("letter", lambda password: any(sign.isalpha() for sign in password)),
    ("number", lambda password: any(sign.isdigit() for sign in password)),
    ("special", lambda password: any(not sign.isalnum() for sign in password)),
)


@dataclass(frozen=True)
class SignInRules:
    """`passwords` are lines in the policy’s own words; `asks_second_step` is true when it says everybody must."""

    asks_second_step: bool = False
    passwords: tuple[str, ...] = ()


def broken_by(password: str, lines: tuple[str, ...]) -> list[str]:
    """The lines a password does not keep to. A line we cannot check by counting is left to the person."""
    return [line for line in lines if not _keeps_to(password, line.lower())]


def _keeps_to(password: str, line: str) -> bool:
    length = LENGTH.search(line)
    if length:
        return len(password) >= int(length[1])
    check = next((check for words, check in KINDS if words in line), None)
    return check is None or check(password)
