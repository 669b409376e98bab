"""Serial numbers as makers print them and as computers report them: one way of writing each, and none for the worthless."""

import re

# What a computer says when nobody gave it a number. Compared without spaces, signs and capitals.
WORTHLESS = frozenset(
    {
        "",
        "0123456789",
        "1234567",
        "12345678",
        "123456789",
        "1234567890",
        "baseboardserialnumber",
        "chassisserialnumber",
        "default",
        "defaultstring",
        "empty",
        "generic",
        "invalid",
        "na",
        "nil",
        "none",
        "noserial",
        "noserialnumber",
        "notapplicable",
        "notavailable",
        "notset",
        "notspecified",
        "null",
        "oem",
        "serial",
        "serialnumber",
        "sn",
        "systemserialnumber",
        "tbd",
        "tobefilledbyoem",
        "tobefilled",
        "undefined",
        "unknown",
    }
)
LONGEST = 80


def normal_serial(typed: str) -> str:
    """Capital letters, without spaces and what stands round it; empty where it tells one machine from no other."""
    text = "".join(each for each in typed.strip().upper() if each.isprintable() and not each.isspace())
    text = re.sub(r"^(S/N|SN|SERIAL(NO|NUMBER)?)[.:#]+", "", text).strip("\"'“”.,;:#")[:LONGEST]
    bare = re.sub(r"[\W_]+", "", text).lower()
    return "" if bare in WORTHLESS or len(set(bare)) < 2 else text
