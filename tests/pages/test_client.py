"""The client of every page test takes what a site makes once from the first client, and no more than that."""

from django.test import Client

HEADER = "Content-Security-Policy"


def test_a_changed_setting_is_met_by_the_next_client(db, settings):
    assert HEADER in Client().get("/nowhere/").headers
    kept = settings.MIDDLEWARE
    settings.MIDDLEWARE = [each for each in kept if not each.startswith("csp.")]
    assert HEADER not in Client().get("/nowhere/").headers
    settings.MIDDLEWARE = kept
    assert HEADER in Client().get("/nowhere/").headers


def test_each_client_says_for_itself_whether_a_form_must_be_ours(db):
    codes = [Client(enforce_csrf_checks=strict).post("/papers/").status_code for strict in (False, True, False)]
    assert codes == [302, 403, 302]


def test_what_one_client_shows_another_is_not_shown(page, tess, stella):
    page.sign_in(tess)
    other = type(page)().sign_in(stella)
    assert "Tess" in page.get("/account/").content.decode() and "Tess" not in other.get("/account/").content.decode()
