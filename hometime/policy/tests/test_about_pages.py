"""The pages beside the clauses: each really shows the clauses it is the evidence of."""

import pytest

from hometime.policy.about import PAGES, PLACES, clauses_on
from hometime.policy.files import pack_folders
from hometime.policy.packs import shipped


@pytest.fixture
def reader(page, in_force, settings):
    """Somebody who reads any policy that ships."""
    settings.DEMO = True
    page.sign_in(in_force["tess"])

    def read(slug, name):
        page.post("/policy/choose/", {"policy": slug})
        return page.get(f"/policy/{name}/")

    return read


@pytest.mark.parametrize("slug", pack_folders())
def test_every_page_shows_its_clauses(reader, slug):
    policy = shipped(slug)
    for name, about in PAGES.items():
        seen = reader(slug, name).page
        assert seen.h1 == about.title
        lost = {f"/policy/clauses/{c.id}/" for c in clauses_on(policy, about)} - seen.addresses()
        assert not lost, (name, lost)


@pytest.mark.parametrize("slug", pack_folders())
def test_every_clause_that_no_rule_cites_has_a_page(slug):
    policy = shipped(slug)
    on_a_page = {clause.id for page in PAGES.values() for clause in clauses_on(policy, page)}
    assert set(policy.clauses) <= on_a_page | set(policy.rules_by_clause)


@pytest.mark.parametrize("slug", pack_folders())
def test_every_word_of_the_shown_column_is_a_page(slug):
    known = {word for page in PAGES.values() for word in page.shown}
    assert {clause.shown for clause in shipped(slug).clauses.values() if clause.shown} <= known


def test_a_place_on_a_page_is_there(reader):
    for slug in pack_folders():
        for name, anchor in PLACES.values():
            if anchor:
                ids = {each.attrs.get("id") for each in reader(slug, name).page.all()}
                assert anchor in ids, (slug, name, anchor)


@pytest.mark.parametrize("name", ["grace", "stella"])
def test_others_read_them_too(page, in_force, name):
    page.sign_in(in_force[name])
    assert all(page.get(f"/policy/{about}/").status_code == 200 for about in PAGES)


def test_contacts_say_who_it_is_at_your_school(page, in_force):
    seen = page.sign_in(in_force["tess"]).get("/policy/contacts/").page
    assert "Hana" in seen.text
    assert "not said in the document" in seen.text


def test_a_tension_shows_both_clauses_and_which_decides(reader):
    seen = reader("ravensbury", "tensions").page
    clauses = shipped("ravensbury").clauses
    assert clauses["RV63"].text in seen.text and clauses["RV97"].text in seen.text
    assert "The boot is for the drive." in seen.text


def test_silences_are_the_controls_the_policy_leaves_out(reader):
    policy = shipped("dudley")
    adopted = {rule.control.id for rule in policy.pack.rules}
    shown = {
        a.split("/")[3] for a in reader("dudley", "silences").page.addresses() if a.startswith("/policy/controls/")
    }
    assert shown == set(policy.catalogue.controls) - adopted


def test_coverage_lists_pages_that_are_not_built_yet(reader):
    seen = reader("wolsey-house", "coverage").page
    assert "160" in seen.text and "Pages not built yet" in seen.text
