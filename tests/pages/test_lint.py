"""The linter itself: a good page passes, and each slip is named."""

import pytest

from tests.pages.html import Page
from tests.pages.lint import problems_of

GOOD = """<!doctype html><html lang="en-GB"><head><title>Ask – Hometime</title></head><body><main>
<h1>Ask</h1><p>It’s <a href="/policy/">the policy</a>.</p>{}</main></body></html>"""

SLIPS = [
    ("<div>", "comes while <div> (line 2) is open"),
    ("<p><div></div></p>", "inside a paragraph"),
    ("<a href='/'>one <a href='/'>two</a></a>", "inside another link"),
    ("<ul><p>one</p></ul>", "straight in <ul>"),
    ("<br></br>", "cannot be closed"),
    ("<h1>Again</h1>", "one <h1>"),
    ("<h3>Deep</h3>", "skips a level"),
    ("<p id='a'></p><p id='a'></p>", "used 2 times"),
    ("<a href='#nowhere'>Jump</a>", "not on the page"),
    ("<input name='q' id='q'>", "has no label"),
    ("<label for='r'>R</label><input type='radio' id='r' name='r'>", "without a fieldset"),
    ("<form method='post' action='/ask/'></form>", "no csrf token"),
    ("<form><button>Go on</button></form>", "no action"),
    ("<img src='a.png'>", "no alt"),
    ("<svg></svg>", "needs a <title>"),
    ("<a href='/'></a>", "no words"),
    ("<a href='/'>Click here</a>", "says only"),
    ("<p>It's</p>", "straight quote"),
    ("<p style='color:red'>Red</p>", "inline style"),
    ("<script>go()</script>", "written inside the page"),
    ("<button onclick='go()'>Go on</button>", "inline onclick"),
    ("<table><tr><th>A</th></tr></table>", "no caption"),
    ("<div class='errors'><ul><li>Fill this in</li></ul></div>", "must begin “Error: ”"),
    ("<p>{{ name }}</p>", "of a template"),
]


def test_a_good_page_has_no_problems():
    assert problems_of(Page(GOOD.replace("{}", "<pre>it's</pre><p data-verbatim>it's</p>"))) == []


@pytest.mark.parametrize(("slip", "said"), SLIPS)
def test_a_slip_is_named(slip, said):
    assert said in " / ".join(problems_of(Page(GOOD.replace("{}", slip))))


def test_the_title_must_begin_with_the_heading():
    markup = GOOD.replace("<title>Ask", "<title>Tell").replace("{}", "")
    assert problems_of(Page(markup)) == ["the title “Tell – Hometime” must begin with the heading “Ask”"]


def test_a_page_is_read_as_people_see_it():
    page = Page(GOOD.replace("{}", ""))
    assert (page.h1, page.title, page.links()) == ("Ask", "Ask – Hometime", {"the policy": "/policy/"})
    assert page.text == "Ask It’s the policy."
