"""Reads a page into a small tree, noting every tag that is not properly closed or stands where it must not."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
TITLES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BOXES = frozenset(
    {"article", "aside", "div", "fieldset", "footer", "form", "header", "main", "nav", "section", "table"}
)
BLOCKS = TITLES | BOXES | {"address", "blockquote", "details", "dl", "hr", "ol", "p", "ul"}
PIECES = frozenset({"a", "abbr", "b", "code", "em", "i", "kbd", "small", "span", "strong", "sub", "sup", "time"})
ONLY_IN = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"table", "thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "legend": {"fieldset"},
    "summary": {"details"},
    "caption": {"table"},
}
ONLY_HOLDS = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"td", "th"}}


@dataclass(eq=False)
class Element:
    tag: str
    attrs: dict
    line: int
    parent: "Element | None" = None
    children: list = field(default_factory=list)  # elements and strings, in order

    def __str__(self):
        name = self.attrs.get("id") or self.attrs.get("name") or self.attrs.get("class") or ""
        return f"<{self.tag}{' ' + name if name else ''}> (line {self.line})"

    def above(self):
        found, up = [], self.parent
        while up:
            found.append(up)
            up = up.parent
        return found

    def inside(self, *tags):
        return any(each.tag in tags for each in self.above())

    def all(self, *tags):
        found = []
        for child in self.children:
            if isinstance(child, Element):
                found += [child] if not tags or child.tag in tags else []
                found += child.all(*tags)
        return found

    @property
    def text(self):
        return " ".join(self.raw_text().split())

    def raw_text(self):
        """Boxes and lines stand apart, as they do for people; pieces of one line do not."""
        words = "".join(child if isinstance(child, str) else child.raw_text() for child in self.children)
        return words if self.tag in PIECES else f" {words} "


class Page(HTMLParser):
    """The tree of one page, and in `broken` what is wrong with its tags."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.root = self.open = Element("page", {}, 0)
        self.elements = []  # in the order of the page
        self.broken = []
        self.feed(markup)
        self.close()
        self.broken += [f"{each} is never closed" for each in [self.open, *self.open.above()] if each is not self.root]

    def handle_starttag(self, tag, attrs):
        element = self.place(tag, attrs)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag, attrs):
        self.place(tag, attrs)

    def place(self, tag, attrs):
        names = [name for name, _ in attrs]
        element = Element(tag, {name: value or "" for name, value in attrs}, self.getpos()[0], self.open)
        self.broken += [f"{element} has {name} twice" for name in set(names) if names.count(name) > 1]
        self.broken += misplaced(element)
        self.open.children.append(element)
        self.elements.append(element)
        return element

    def handle_endtag(self, tag):
        if tag in VOID:
            self.broken.append(f"</{tag}> (line {self.getpos()[0]}) closes a tag that cannot be closed")
        elif self.open.tag == tag:
            self.open = self.open.parent
        else:
            self.broken.append(f"</{tag}> (line {self.getpos()[0]}) comes while {self.open} is open")
            self.shut(tag)

    def shut(self, tag):
        """Close down to the tag meant, so that one slip is told once."""
        match = next((each for each in self.open.above() if each.tag == tag), None)
        self.open = match.parent if match else self.open

    def handle_data(self, data):
        self.open.children.append(data)

    def all(self, *tags):
        return [each for each in self.elements if each.tag in tags] if tags else self.elements

    def first(self, tag):
        return next(iter(self.all(tag)), None)

    @property
    def h1(self):
        return self.first("h1").text if self.first("h1") else ""

    @property
    def title(self):
        return self.first("title").text if self.first("title") else ""

    @property
    def text(self):
        """Every word in the main part of the page, with single spaces."""
        main = self.first("main") or self.root
        return main.text

    def links(self):
        """Words to address, for every link of the main part; of two with the same words the first is kept."""
        main = self.first("main") or self.root
        return {each.text: each.attrs.get("href", "") for each in reversed(main.all("a"))}

    def addresses(self):
        """Where every link of the main part leads, each once."""
        main = self.first("main") or self.root
        return {each.attrs.get("href", "") for each in main.all("a")}

    def errors(self):
        """The lines of the error summary."""
        boxes = [each for each in self.all("div") if "errors" in each.attrs.get("class", "").split()]
        return [line.text for box in boxes for line in box.all("li")]


def misplaced(element):
    tag, parent = element.tag, element.parent.tag
    if tag in BLOCKS and (parent == "p" or element.inside("p")):
        yield f"{element} stands inside a paragraph"
    if tag in ("a", "button") and element.inside("a", "button"):
        yield f"{element} stands inside another link or button"
    if tag == "form" and element.inside("form"):
        yield f"{element} stands inside another form"
    if tag in ONLY_IN and parent not in ONLY_IN[tag]:
        yield f"{element} stands in <{parent}>"
    if parent in ONLY_HOLDS and tag not in ONLY_HOLDS[parent]:
        yield f"{element} stands straight in <{parent}>"
