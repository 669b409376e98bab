"""Journeys: a real browser walks through the running site.

`page` is a page of the browser here (a test client everywhere else). `look(page, "answer")` takes a picture at the
width of a phone and of a desk, and lets an accessibility engine read it. `page_without_script` has JavaScript off.
`sign_in(page, tess)` lets the browser in as one of the cast.
"""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from hometime.people.second_step import TAKEN

PICTURES = Path(__file__).parent / "screenshots"
WIDTHS = {"phone": 390, "desk": 1280}
NARROWEST = 320
PATIENCE = 30_000  # milliseconds: a busy machine is slow, and only a page that never comes is wrong
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=PATIENCE)

# Playwright keeps an event loop running, and Django then refuses its own database without this.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def chromium():
    """The browser of the system. Without one a journey is skipped on a desk, and fails where the work is checked."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            "There is no Chromium here: install it to run the journeys."
        )
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, chromium):
    return {**browser_type_launch_args, "executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "viewport": {"width": WIDTHS["phone"], "height": 844},
    }


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """The stylesheet as it is written, whatever an earlier `hometime serve` has collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def page(context, live_server):
    """Addresses may be written from the root: `page.goto("/ask/")`."""
    return with_root(context.new_page(), live_server.url)


@pytest.fixture
def page_without_script(new_context, live_server):
    return with_root(new_context(java_script_enabled=False).new_page(), live_server.url)


def with_root(page, root):
    page.set_default_timeout(PATIENCE)
    go = page.goto
    page.goto = lambda address, **options: go(root + address if address.startswith("/") else address, **options)
    return page


@pytest.fixture
def sign_in(live_server):
    """`sign_in(page, tess)`: that browser is signed in as one of the cast, without the sign-in page."""

    def as_person(page, person):
        client = Client()
        client.force_login(person.account)
        kept = client.session
        kept[TAKEN] = True  # as if they had shown a second step
        kept.save()
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])

    return as_person


@pytest.fixture
def look():
    """`look(page, name)`: pictures at both widths, nothing to scroll sideways, and no finding of the axe engine."""
    return look_at


def look_at(page, name):
    PICTURES.mkdir(exist_ok=True)
    before = page.viewport_size
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')"), "no stylesheet came"
    for place, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 844})
        page.screenshot(path=PICTURES / f"{name}-{place}.png", full_page=True)
        findings = Axe().run(page)
        assert findings.violations_count == 0, f"{name} at {width} px:\n{findings.generate_report()}"
    check_nothing_is_cut_off(page, name)
    page.set_viewport_size(before)


def check_nothing_is_cut_off(page, name):
    page.set_viewport_size({"width": NARROWEST, "height": 700})
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= NARROWEST, f"{name} is {wide} px wide on a screen of {NARROWEST} px"
