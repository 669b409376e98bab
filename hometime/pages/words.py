"""The words that stand beside every mark, so that a page and a paper say the same thing."""

LEVELS = {
    "stop": "STOP",
    "beware": "BEWARE",
    "caution": "CAUTION",
    "ok": "OK",
    "not-sure": "Not sure",
    "silent": "Your policy does not say",
}

WEIGHTS = {
    "law": "Law",
    "statutory-guidance": "Statutory guidance",
    "expectation": "Expected",
    "local": "Your school’s own rule",
}


def slug(word):
    """A level or weight as file names and classes write it, however it was spelt: `NOT_SURE`, `not sure`."""
    return str(word).strip().lower().replace("_", "-").replace(" ", "-")


def level_of(word):
    level = slug(word)
    if level not in LEVELS:
        raise ValueError(f"No mark is drawn for “{word}”: choose one of {', '.join(LEVELS)}.")
    return level


def headline(level, says=""):
    """What the verdict says in one line of plain text: the title of its page begins with it."""
    word = LEVELS[level_of(level)]
    return f"{word}: {says}" if says else word
