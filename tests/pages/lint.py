"""What every page of Hometime must be. Each check is given the page and yields a sentence for each thing wrong.

A school's own words are shown as they were written: put `data-verbatim` on what holds them.
"""

from collections import Counter

from tests.pages.html import TITLES

UNSEEN_INPUTS = {"hidden", "submit", "button", "image", "reset"}
EMPTY_WORDS = {"click here", "here", "more", "read more", "link", "this"}
NOT_PROSE = ("code", "pre", "kbd", "samp", "script", "style", "textarea")
SPOKEN = ("alt", "aria-label", "title", "placeholder")
POINTERS = ("aria-describedby", "aria-labelledby", "aria-controls", "for", "list")


def problems_of(page):
    return page.broken + [problem for check in CHECKS for problem in check(page)]


def ids(page):
    return [each.attrs["id"] for each in page.all() if "id" in each.attrs]


def tags_are_whole(page):
    for tag in ("html", "head", "body", "title", "main"):
        if len(page.all(tag)) != 1:
            yield f"there must be one <{tag}>, and there are {len(page.all(tag))}"


def language_is_british(page):
    html = page.first("html")
    if html and html.attrs.get("lang") != "en-GB":
        yield "<html> must say lang=“en-GB”"


def one_h1_begins_the_title(page):
    count = len(page.all("h1"))
    if count != 1:
        yield f"there must be one <h1>, and there are {count}"
    elif not page.h1:
        yield "the <h1> is empty"
    elif not page.title.removeprefix("Error: ").startswith(page.h1):
        yield f"the title “{page.title}” must begin with the heading “{page.h1}”"


def errors_are_in_the_title(page):
    if page.errors() and not page.title.startswith("Error: "):
        yield "there are errors on the page, so its title must begin “Error: ”"


def headings_do_not_skip(page):
    before = 1  # an error summary, whose title is an h2, stands before the h1
    for heading in page.all(*TITLES):
        level = int(heading.tag[1])
        if level > before + 1:
            yield f"{heading} “{heading.text}” skips a level"
        if not heading.text:
            yield f"{heading} is empty"
        before = level


def ids_are_used_once(page):
    for name, times in Counter(ids(page)).items():
        if times > 1:
            yield f"the id “{name}” is used {times} times"


def pointers_point_at_something(page):
    known = set(ids(page))
    for element in page.all():
        named = [name for attr in POINTERS for name in element.attrs.get(attr, "").split()]
        href = element.attrs.get("href", "")
        named += [href[1:]] if len(href) > 1 and href.startswith("#") else []
        yield from (f"{element} points at “{name}”, which is not on the page" for name in named if name not in known)


def fields_have_labels(page):
    labelled = {each.attrs.get("for") for each in page.all("label") if each.text}
    for box in page.all("input", "select", "textarea"):
        named = box.attrs.get("aria-label") or box.attrs.get("aria-labelledby") or box.inside("label")
        if box.attrs.get("type") not in UNSEEN_INPUTS and not named and box.attrs.get("id", "") not in labelled:
            yield f"{box} has no label"


def groups_have_legends(page):
    radios = [each for each in page.all("input") if each.attrs.get("type") == "radio"]
    for radio in radios:
        sets = [each for each in radio.above() if each.tag == "fieldset"]
        if not sets or not any(legend.text for legend in sets[0].all("legend")):
            yield f"{radio} is a radio without a fieldset and legend"


def forms_say_where_and_are_safe(page):
    for form in page.all("form"):
        if not form.attrs.get("action"):
            yield f"{form} has no action"
        names = {each.attrs.get("name") for each in form.all("input")}
        if form.attrs.get("method", "get").lower() == "post" and "csrfmiddlewaretoken" not in names:
            yield f"{form} has no csrf token"


def pictures_have_words(page):
    for picture in page.all("img"):
        if "alt" not in picture.attrs:
            yield f"{picture} has no alt"
    for drawing in page.all("svg"):
        if drawing.attrs.get("aria-hidden") != "true" and not drawing.all("title"):
            yield f"{drawing} needs a <title>, or aria-hidden=“true”"


def links_say_where_they_go(page):
    for link in page.all("a", "button", "summary"):
        words = link.text or link.attrs.get("aria-label", "")
        words = words or " ".join(each.attrs.get("alt", "") for each in link.all("img")).strip()
        if not words:
            yield f"{link} has no words"
        elif words.lower().rstrip(".!") in EMPTY_WORDS:
            yield f"{link} says only “{words}”"
        if link.tag == "a" and not link.attrs.get("href"):
            yield f"{link} “{words}” goes nowhere"
    if "click here" in page.text.lower():
        yield "the page says “click here”"


def quotes_are_curly(page):
    for element in page.all():
        prose = [child for child in element.children if isinstance(child, str)]
        prose += [element.attrs.get(name, "") for name in SPOKEN]
        for words in prose:
            if ("'" in words or '"' in words) and not is_quoted_as_is(element):
                yield f"{element} has a straight quote: {' '.join(words.split())[:80]}"


def is_quoted_as_is(element):
    family = [element, *element.above()]
    return any(each.tag in NOT_PROSE or "data-verbatim" in each.attrs for each in family)


def nothing_is_inline(page):
    for element in page.all():
        inline = [name for name in element.attrs if name == "style" or name.startswith("on")]
        yield from (f"{element} has an inline {name}" for name in inline)
        if element.tag == "style" or (element.tag == "script" and not element.attrs.get("src")):
            yield f"{element} is written inside the page"
        if element.attrs.get("href", "").lower().startswith("javascript:"):
            yield f"{element} is a script"


def tables_have_heads(page):
    for table in page.all("table"):
        if not table.all("caption"):
            yield f"{table} has no caption"
        yield from (f"{head} has no scope" for head in table.all("th") if not head.attrs.get("scope"))


def templates_left_nothing_behind(page):
    for mark in ("{{", "{%", "{#"):
        if mark in page.text:
            yield f"“{mark}” of a template is showing"


CHECKS = (
    tags_are_whole,
    language_is_british,
    one_h1_begins_the_title,
    errors_are_in_the_title,
    headings_do_not_skip,
    ids_are_used_once,
    pointers_point_at_something,
    fields_have_labels,
    groups_have_legends,
    forms_say_where_and_are_safe,
    pictures_have_words,
    links_say_where_they_go,
    quotes_are_curly,
    nothing_is_inline,
    tables_have_heads,
    templates_left_nothing_behind,
)
