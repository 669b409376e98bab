"""The components of a page as template tags: `{% load kit %}`. How to use each: docs/reference/components.md."""

from functools import lru_cache

from django import template
from django.contrib.messages import constants
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hometime.pages import renderer
from hometime.pages.words import LEVELS, WEIGHTS, headline, level_of, slug

register = template.Library()

NAV = (
    ("Home", "/"),
    ("Ask", "/ask/"),
    ("Inbox", "/inbox/"),
    ("Calendar", "/calendar/"),
    ("Policy", "/policy/"),
    ("Receipts", "/receipts/"),
    ("Report", "/incidents/report/"),
)


def mark_file(level):
    return f"components/marks/{level}.svg"


# The frame ----------------------------------------------------------------------------------------------------


@register.inclusion_tag("components/header.html", takes_context=True)
def page_header(context):
    request = context.get("request")
    viewer = getattr(request, "viewer", None)
    return {
        "who": getattr(viewer, "name", ""),
        "school": getattr(getattr(viewer, "organisation", None), "name", ""),
        "has_others": len(getattr(viewer, "organisations", ())) > 1,
        "links": drawn_links(tuple(nav_here(href, request.path) for _, href in NAV)) if viewer else "",
        "csrf_token": context.get("csrf_token"),
    }


def nav_here(href, path):
    """`page` on the page itself, `true` on a page beneath it: what a screen reader then says differs."""
    return "page" if path == href else "true" if path.startswith(href) and href != "/" else ""


@lru_cache(maxsize=2 * len(NAV) + 1)
def drawn_links(here):
    return draw(
        "nav", links=[{"words": words, "href": href, "here": at} for (words, href), at in zip(NAV, here, strict=True)]
    )


@register.inclusion_tag("components/back.html")
def back(href, words="Back"):
    return {"href": href, "words": words}


@register.inclusion_tag("components/crumbs.html")
def crumbs(trail):
    """`trail` is pairs of words and address; the last has an empty address."""
    return {"trail": trail}


@register.inclusion_tag("components/done.html", takes_context=True)
def done_messages(context):
    return {"messages": [shown(message) for message in context.get("messages") or ()]}


def shown(message):
    went_wrong = message.level >= constants.WARNING
    level = "stop" if message.level >= constants.ERROR else "caution" if went_wrong else "ok"
    role = "alert" if went_wrong else "status"
    return {"words": message.message, "tone": level, "mark": mark_file(level), "role": role}


# Forms --------------------------------------------------------------------------------------------------------


@register.inclusion_tag("components/error_summary.html")
def error_summary(form=None):
    return {"errors": problems(form) if getattr(form, "errors", None) else []}


def problems(form):
    """Every error of a form in the order of its fields, each with the address of the box to mend."""
    loose = [{"words": words} for words in form.non_field_errors()]
    tied = [
        {"words": words, "href": f"#{renderer.first_input_id(bound)}"}
        for bound in form.visible_fields()
        for words in renderer.errors_with_label(bound)
    ]
    return loose + tied


@register.simple_tag
def field(bound, heading=False):
    return renderer.draw_field(bound, heading=heading)


@register.inclusion_tag("components/search.html")
def search_box(action, value="", label="Search the policy", name="q"):
    return {"action": action, "value": value, "label": label, "name": name}


# Verdicts, status, citations ----------------------------------------------------------------------------------


@register.simple_block_tag
def verdict(content, level, says="", heading="h1"):
    """The largest thing on its page. What stands between the tags is shown under the headline."""
    level = level_of(level)
    return draw(
        "verdict",
        level=level,
        word=LEVELS[level],
        says=says,
        mark=mark_file(level),
        heading=heading,
        outer="section" if heading == "h1" else "div",
        more=content.strip() and content,
    )


@register.simple_block_tag
def reason(content, level, says, heading="h3"):
    """One reason of an answer: what the policy says, and under it the citation and what would put it right."""
    level = level_of(level)
    return draw(
        "reason",
        level=level,
        word=LEVELS[level],
        says=says,
        mark=mark_file(level),
        heading=heading,
        content=content,
    )


@register.simple_tag
def verdict_title(level, says=""):
    return headline(level, says)


@register.simple_tag
def status(level, word=""):
    return drawn_status(level_of(level), word)


@register.simple_tag
def tag(words, tone="plain"):
    return drawn_tag(str(words) if not isinstance(words, str) else words, tone)


# A list of twenty has twenty of these, of a few kinds: each kind is drawn once. `typed` tells text that is safe from text that is not.
@lru_cache(maxsize=256, typed=True)
def drawn_status(level, word):
    return draw("status", level=level, word=word or LEVELS[level], mark=mark_file(level))


@lru_cache(maxsize=256, typed=True)
def drawn_tag(words, tone):
    return draw("tag", words=words, tone=tone)


@register.inclusion_tag("components/weight.html")
def weight(kind):
    return weighed(kind)


@register.inclusion_tag("components/cite.html")
def cite(label, words="", href="", weight=""):
    return {"label": label, "words": words, "href": href} | weighed(weight)


def weighed(kind):
    return {"weight": slug(kind), "weight_words": WEIGHTS.get(slug(kind), kind)}


# Lists and tables ---------------------------------------------------------------------------------------------


@register.inclusion_tag("components/summary.html")
def summary(rows):
    """`rows` have `term`, `detail` and, where it can be changed, `href` (and `act`, when not “Change”)."""
    return {"rows": rows}


@register.inclusion_tag("components/table.html")
def table(caption, heads, rows):
    """A head that begins with `#` is of a column of numbers, set to the right. The first cell of a row heads it."""
    columns = [{"words": head.removeprefix("#"), "number": head.startswith("#")} for head in heads]
    return {"caption": caption, "heads": columns, "rows": [cells(row, columns) for row in rows]}


def cells(row, columns):
    return [{"words": words, "number": column["number"]} for words, column in zip(row, columns, strict=True)]


@register.inclusion_tag("components/tasks.html")
def tasks(rows):
    return {"tasks": rows}


@register.inclusion_tag("components/timeline.html")
def timeline(events):
    return {"events": events}


@register.simple_tag(takes_context=True)
def pages(context, found):
    """Links to the other pages of a Django `Page`, keeping whatever else was asked for in the address."""
    asked = context["request"].GET.copy()
    asked.pop("page", None)
    if asked:
        return drawn_pages(found.number, found.paginator.num_pages, f"{asked.urlencode()}&")
    return plain_pages(found.number, found.paginator.num_pages)


@lru_cache(maxsize=256)  # what somebody looked for is not kept
def plain_pages(number, last):
    return drawn_pages(number, last, "")


def drawn_pages(number, last, query):
    found = Paginator(range(last), 1).get_page(number)
    numbers = found.paginator.get_elided_page_range(number, on_each_side=1)
    return draw("pages", found=found, numbers=numbers, query=query)


@register.inclusion_tag("components/empty.html")
def empty(head, words="", href="", act=""):
    return {"head": head, "words": words, "href": href, "act": act}


# Boxes around words -------------------------------------------------------------------------------------------


@register.simple_block_tag
def fold(content, title, is_open=False):
    return draw("fold", title=title, is_open=is_open, content=content)


@register.simple_block_tag
def inset(content):
    return draw("inset", content=content)


@register.simple_block_tag
def side(content, title, anchor):
    """One side of a comparison: two of them in `<div class="compare">`."""
    return draw("compare", title=title, anchor=anchor, content=content)


def draw(component, **context) -> SafeString:
    return render_to_string(f"components/{component}.html", context)
