"""The colours of the stylesheet, pair by pair, by the sum of WCAG 2.2: 4.5 for words, 3 for edges and marks."""

import re
from pathlib import Path

import pytest

import hometime

SHEET = (Path(hometime.__file__).parent / "static/css/hometime.css").read_text()
TOKENS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", SHEET))
TONES = ("stop", "beware", "caution", "ok", "unsure", "silent")
GROUNDS = ("paper", "surface", "sunk")

WORDS = [(words, ground) for words in ("ink", "text", "quiet", "link", "link-visited", "stop") for ground in GROUNDS]
WORDS += [(words, f"{tone}-soft") for tone in TONES for words in (tone, "text", "ink", "link", "quiet")]
WORDS += [(tone, ground) for tone in TONES for ground in GROUNDS]
WORDS += [("on-accent", "accent"), ("on-accent", "accent-deep"), ("on-accent", "stop"), ("surface", "ink")]
WORDS += [("ink", "accent-soft"), ("quiet", "accent-soft"), ("accent-deep", "surface")]
EDGES = [("edge", "surface"), ("edge", "paper"), ("accent", "surface"), ("accent", "accent-soft"), ("ink", "halo")]
EDGES += [("ink", f"{tone}-soft") for tone in TONES] + [(tone, "surface") for tone in TONES]


def luminance(colour):
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_can_be_read(words, ground):
    assert contrast(words, ground) >= 4.5


@pytest.mark.parametrize(("line", "ground"), EDGES)
def test_edges_can_be_seen(line, ground):
    assert contrast(line, ground) >= 3


def test_colours_are_written_once():
    """A colour outside the tokens would escape this test; print alone may use plain black and white."""
    rules = SHEET.split("/* 2 Ground", 1)[1].split("@media print", 1)[0]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", rules) == []
