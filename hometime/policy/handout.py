"""The handout for staff: the four lights of a policy on one sheet, as a page and as a tagged PDF."""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from django.template.loader import render_to_string

from hometime.files.pdf import may_render
from hometime.lib.refusal import Refused

from .packs import Clause, Policy

LIGHTS = (
    ("stop", "STOP", "#a11d1d"),
    ("beware", "BEWARE", "#934400"),
    ("caution", "CAUTION", "#6b5300"),
    ("ok", "OK", "#1b6a4a"),
)
SHAPES = {"stop": "Octagon", "beware": "Triangle", "caution": "Diamond", "ok": "Circle with a tick"}
SIZES = (16, 15, 14, 13, 12, 11, 10, 9)  # points, the largest that fits one sheet


@dataclass(frozen=True)
class Light:
    """One light: its word, the line that opens it, and its rows with their clauses."""

    level: str
    word: str
    colour: str
    lead: str
    rows: list[dict[str, Any]]

    @property
    def shape(self) -> str:
        """The shape of its mark in words, for people who cannot see it."""
        return SHAPES[self.level]

    @property
    def mark(self) -> str:
        return f"components/marks/{self.level}.svg"


def lights(policy: Policy) -> list[Light]:
    """The four lights, the gravest first; one with no rows is left out."""
    handout = policy.about.get("handout") or {}
    found = [Light(level, word, colour, **_opened(handout.get(level) or {})) for level, word, colour in LIGHTS]
    return [light for light in found if light.rows]


def _opened(data: Any) -> dict[str, Any]:
    return {"lead": str(data.get("lead") or ""), "rows": list(data.get("rows") or [])}


def handout_as_pdf(policy: Policy) -> bytes:
    """One sheet of A4, tagged for screen readers; Refused where the machine lacks what draws it."""
    may_render().insist()
    return _drawn(tuple(sheet(policy, size) for size in SIZES))


@lru_cache(maxsize=16)
def _drawn(sheets: tuple[str, ...]) -> bytes:
    """The first of some sheets, largest letters first, that fits on one page. Nothing is fetched, from anywhere."""
    drawing = import_module("weasyprint")
    fetcher = import_module("weasyprint.urls").URLFetcher(allowed_protocols=("data",))
    papers = (drawing.HTML(string=text, url_fetcher=fetcher).render(pdf_variant="pdf/ua-1") for text in sheets)
    fitting = next((paper for paper in papers if len(paper.pages) == 1), None)
    if fitting is None:
        raise Refused("This handout is too long for one sheet.", "Print the page from your browser.")
    paper: bytes = fitting.write_pdf(pdf_variant="pdf/ua-1")
    return paper


def sheet(policy: Policy, size: float) -> str:
    """The HTML the PDF is drawn from."""
    handout = policy.about.get("handout") or {}
    context = {
        "policy": policy,
        "handout": handout,
        "size": size,
        "rules": list(_asked_by(policy, handout)),
        "signed": _is_signed(policy, handout),
    }
    drawn = [{"light": light, "picture": picture(light)} for light in lights(policy)]
    return render_to_string("policy/handout_sheet.html", {**context, "lights": drawn})


def _asked_by(policy: Policy, handout: Any) -> Iterator[Clause]:
    """What the handout itself says beside its lights."""
    for clause in handout.get("clauses") or ():
        if policy.clauses[str(clause)].is_operative:
            yield policy.clauses[str(clause)]


def _is_signed(policy: Policy, handout: Any) -> bool:
    """True when one of its clauses belongs to a rule about signing."""
    rules = (rule for clause in handout.get("clauses") or () for rule in policy.rules_by_clause.get(str(clause), []))
    return any(rule.control.evidence == "signed acknowledgement" for rule in rules)


def picture(light: Light) -> str:
    """The mark of a light as an address that holds the whole drawing, in its colour."""
    drawing = render_to_string(light.mark)
    paint = {
        "mark__solid mark__pen": f'fill="{light.colour}" stroke="{light.colour}"',
        "mark__solid": f'fill="{light.colour}"',
        "mark__ring": f'fill="#ffffff" stroke="{light.colour}"',
        "mark__sign": 'stroke="#ffffff" fill="none"',
        "mark__pen": f'stroke="{light.colour}" fill="none"',
        "mark__dot": 'fill="#ffffff"',
        "mark__inkdot": f'fill="{light.colour}"',
    }
    painted = re.sub(r'class="([a-z_ ]+)"', lambda found: paint.get(found[1], ""), drawing)
    painted = painted.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return "data:image/svg+xml;base64," + b64encode(painted.encode()).decode()
