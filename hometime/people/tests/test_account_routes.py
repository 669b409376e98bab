"""Every page under /account/, by who asks: a stranger, each of the cast, and somebody who has left."""

import pytest
from django.urls import reverse

from hometime.people import account_urls
from hometime.people.models import Post

# What is there for somebody who is not signed in. All else sends them to the door.
FOR_STRANGERS = {
    "account_login": 200,
    "account_request_login_code": 200,
    "account_reset_password": 200,
    "account_reset_password_done": 200,
    "account_reset_password_from_key": 200,
    "account_reset_password_from_key_done": 200,
    "account_inactive": 200,
    "socialaccount_login_cancelled": 200,
    "socialaccount_login_error": 401,
    "openid_connect_login": 404,  # no provider is named in these settings
    "openid_connect_callback": 404,
}
DOORS = ("/account/sign-in/", "/sign-in/", "/account/sign-in/code/")
# Nothing is there: no password to show again, no app to take away, no recovery codes, no such passkey or provider.
OTHERWISE = {
    "account_reauthenticate": 403,
    "mfa_reauthenticate": 403,
    "mfa_reauthenticate_webauthn": 403,
    "mfa_deactivate_totp": 404,
    "mfa_view_recovery_codes": 404,
    "mfa_download_recovery_codes": 404,
    "mfa_edit_webauthn": 404,
    "mfa_remove_webauthn": 404,
    "openid_connect_login": 404,
    "openid_connect_callback": 404,
    "socialaccount_login_error": 401,
}
SAMPLE = {"pk": 1, "provider_id": "google", "uidb36": "1", "key": "set-password"}
ROUTES = [
    (pattern.name, {key: SAMPLE[key] for key in pattern.pattern.regex.groupindex})
    for pattern in account_urls.urlpatterns
]
CAST = ("hana", "leo", "tess", "noor", "idris", "dara", "safia", "grace", "victor", "bilal", "petra", "stella")


pytestmark = pytest.mark.usefixtures("real_door")


@pytest.mark.parametrize(("name", "where"), ROUTES)
def test_a_stranger_finds_the_door_and_nothing_behind_it(db, page, name, where):
    answer = page.get(reverse(name, kwargs=where))
    if name in FOR_STRANGERS:
        assert answer.status_code == FOR_STRANGERS[name]
    else:
        assert answer.headers["Location"].split("?")[0] in DOORS


def test_each_of_the_cast_finds_their_own_affairs(cast, page):
    """The same for all of them: what is there depends on nobody’s role."""
    wrong = []
    for slug in CAST:
        page.sign_in(cast[slug])
        for name, where in ROUTES:
            status = page.get(reverse(name, kwargs=where)).status_code
            allowed = (OTHERWISE[name],) if name in OTHERWISE else (200, 302)
            wrong += [] if status in allowed else [(slug, name, status)]
    assert not wrong


def test_somebody_who_has_left_is_a_stranger(tess, page):
    last_day = tess.posts.get().starts_on
    let_in = []
    for name, where in [route for route in ROUTES if route[0] not in FOR_STRANGERS]:
        Post.objects.filter(person=tess).update(ends_on=None)
        page.sign_in(tess)
        Post.objects.filter(person=tess).update(ends_on=last_day)
        answer = page.get(reverse(name, kwargs=where))
        let_in += [] if answer.headers.get("Location", "").split("?")[0] in DOORS else [name]
    assert not let_in


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "socialaccount_signup", "socialaccount_connections"]
)
def test_nobody_signs_up_and_nobody_changes_the_schools_address_for_them(name):
    assert name not in [route for route, where in ROUTES]


@pytest.mark.parametrize("name", ["account_login", "mfa_index", "account_request_login_code", "usersessions_list"])
def test_no_page_of_signing_in_is_kept_by_the_browser(tess, page, name):
    if name not in FOR_STRANGERS:
        page.sign_in(tess)
    assert "no-store" in page.get(reverse(name)).headers.get("Cache-Control", "")
