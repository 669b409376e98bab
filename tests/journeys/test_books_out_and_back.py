"""A class set goes out by the address on its label; half of it comes back, and the rest stays on the list. On a phone."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.papers.models import PaperSet, SignOut
from hometime.people.models import Organisation, Person
from hometime.policy.actions import publish_version
from hometime.policy.packs import shipped
from tests.journeys.walking import press

HALF = 14


@pytest.fixture
def books(transactional_db, settings, tmp_path):
    """The set of the demonstration, at a school whose policy asks only that papers are signed out."""
    settings.FILES = settings.MEDIA_ROOT = settings.DATA = tmp_path
    start_demo()
    now, school = timezone.now(), Organisation.objects.get(slug="great-wickering")
    publish_version(shipped("yourig"), organisation=school, in_force_from=timezone.localdate(now), by=None, at=now)
    return PaperSet.objects.get(organisation=school)


def test_a_class_set_goes_out_by_its_label_and_half_of_it_comes_back(page, books, sign_in, look):
    sign_in(page, Person.objects.select_related("account").get(code=code_of("tess")))
    page.goto(f"/p/{books.label.lower()}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Take {books.what}")
    look(page, "set-take")
    page.locator("input[name=online_instead][value=no]").check()
    page.locator("input[name=only_needed][value=yes]").check()
    page.get_by_label("What are they for?").fill("To mark them")
    page.locator("input[name=container][value=locked_case]").check()
    press(page.get_by_role("button", name="Sign them out"))
    expect(page.get_by_text("Signed out. Bring them back by")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(books.what)
    bring_half_back(page, books, look)
    page.goto("/papers/")
    expect(page.locator("main")).to_contain_text(f"{len(books.items) - HALF} things out of {len(books.items)}")
    look(page, "set-half-back")
    assert SignOut.objects.get(paper_set=books).closed_at is None


def bring_half_back(page, books, look):
    """The same label again: everything is ticked, and what is not here loses its tick."""
    page.goto(f"/p/{books.label}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Sign in {books.what}")
    ticks = page.locator("input[name=items]")
    expect(ticks).to_have_count(len(books.items))
    for number in range(HALF, len(books.items)):
        ticks.nth(number).uncheck()
    look(page, "set-return")
    press(page.get_by_role("button", name="These are back"))
    left = len(books.items) - HALF
    expect(page.get_by_text(f"Signed in. {left} things are still out.")).to_be_visible()
    expect(page.locator(".tasks li").filter(has_text="Out")).to_have_count(left)


def test_two_folders_are_scanned_and_go_out_in_one_go(page, books, sign_in, look):
    tess = Person.objects.select_related("account").get(code=code_of("tess"))
    told = {"organisation": books.organisation, "created_at": books.created_at, "created_by": tess}
    folders = [
        PaperSet.objects.create(**told, what=what, items=[what], data="ordinary", label=label)
        for what, label in (("Folder of plans", "PLANS234"), ("Binder of rotas", "RTAS2345"))
    ]
    sign_in(page, tess)
    page.goto(f"/p/{folders[0].label}/")
    press(page.get_by_role("button", name="Scan others to take with it"))
    page.goto(f"/p/{folders[1].label}/")
    expect(page.get_by_text("Added: Binder of rotas.")).to_be_visible()
    look(page, "folders-gathered")
    page.locator("input[name=online_instead][value=no]").check()
    page.locator("input[name=only_needed][value=yes]").check()
    page.get_by_label("What are they for?").fill("To plan")
    page.locator("input[name=container][value=closed_bag]").check()
    press(page.get_by_role("button", name="Sign them out"))
    expect(page.get_by_text("2 of 2 are out.")).to_be_visible()
    page.goto(f"/p/{folders[1].label}/")
    press(page.get_by_role("button", name="These are back"))
    expect(page.get_by_text("1 of 2 are out.")).to_be_visible()
