"""From an invitation to signed in: with an app, with a passkey, and without script."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hometime.people.actions import invite_person
from hometime.people.viewer import viewer_for
from tests.journeys.walking import press
from tests.post import sent
from tests.totp import code_of

PASSWORD = "nine patient otters"


@pytest.fixture(autouse=True)
def real_door(settings, transactional_db):
    settings.DEMO = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MAIL_IS_SENT = True


@pytest.fixture
def invited(cast, live_server):
    """`invited(hana)`: the address in the mail she got."""

    def invite(person):
        by = viewer_for(cast["bilal"], on=timezone.localdate())
        return f"/account/invitation/{invite_person(person, by=by, at=timezone.now())}/"

    return invite


@pytest.fixture
def passkey(page):
    """A machine that holds passkeys and says yes at once."""
    talk = page.context.new_cdp_session(page)
    talk.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    talk.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return talk


def come_in_by(page, link):
    page.goto(link)
    page.get_by_label("Choose a password").fill(PASSWORD)
    press(page.get_by_role("button", name="Sign in", exact=True))


def sign_in_with_password(page, person):
    page.goto("/account/sign-in/")
    page.get_by_label("Email address or username").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page.get_by_role("button", name="Sign in", exact=True))


def sign_out(page):
    press(page.get_by_role("button", name="Sign out"))
    page.wait_for_url("**/account/sign-in/")


def set_up_app(page):
    press(page.get_by_role("link", name="An authenticator app"))
    secret = page.locator("main code").inner_text()
    page.get_by_label("Code").fill(code_of(secret, -1))
    return secret


def test_a_headteacher_comes_in_sets_up_an_app_and_signs_in_again(page, look, invited, hana):
    page.goto(invited(hana))
    look(page, "invitation")
    come_in_by(page, page.url)
    expect(page.locator("h1")).to_have_text("Add a second step first")
    look(page, "second-step")
    secret = set_up_app(page)
    look(page, "authenticator-app")
    page.get_by_label("Code").fill(code_of(secret, -1))  # looking takes time, and a code lasts half a minute
    press(page.get_by_role("button", name="Add the app"))
    expect(page.locator("main li code")).to_have_count(10)
    look(page, "recovery-codes")
    press(page.get_by_role("link", name="I have saved them"))
    page.goto("/account/")
    look(page, "how-you-sign-in")
    page.goto("/account/sessions/")
    look(page, "sessions")
    sign_out(page)
    look(page, "sign-in")
    sign_in_with_password(page, hana)
    look(page, "enter-second-step")
    page.get_by_label("Code").fill(code_of(secret))
    press(page.get_by_role("button", name="Sign in", exact=True))
    expect(page.locator(".whoami")).to_contain_text("Hana")


def test_a_passkey_lets_a_person_in_alone(page, look, invited, tess, passkey):
    come_in_by(page, invited(tess))
    page.goto("/account/passkeys/new/")
    look(page, "add-passkey")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/account/recovery-codes/")
    page.goto("/account/passkeys/")
    look(page, "passkeys")
    expect(page.locator("main")).to_contain_text("You can sign in with it alone")
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda address: "/account/" not in address)
    expect(page.locator(".whoami")).to_contain_text("Tess")


def test_a_passkey_is_a_headteachers_second_step(page, invited, hana, passkey):
    come_in_by(page, invited(hana))
    press(page.get_by_role("link", name="A passkey"))
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/account/recovery-codes/")
    sign_out(page)
    sign_in_with_password(page, hana)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda address: "/account/" not in address)
    expect(page.locator(".whoami")).to_contain_text("Hana")


def test_without_a_passkey_the_button_says_so(page, invited, tess):
    page.goto("/account/sign-in/")
    talk = page.context.new_cdp_session(page)
    talk.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "isUserVerified": False,
        "automaticPresenceSimulation": True,
    }
    talk.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"hasResidentKey": True}})
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("That did not work. Nothing was changed.").wait_for()


def test_all_of_it_but_passkeys_needs_no_script(page_without_script, invited, hana):
    page = page_without_script
    come_in_by(page, invited(hana))
    secret = set_up_app(page)
    press(page.get_by_role("button", name="Add the app"))
    press(page.get_by_role("link", name="I have saved them"))
    sign_out(page)
    press(page.get_by_role("link", name="Send me a code by email"))
    page.get_by_label("Email address").fill(hana.email)
    press(page.get_by_role("button", name="Send the code"))
    code = re.search(r"^\S{4,12}$", sent()[-1].body, re.M)[0]
    page.get_by_label("Code").fill(code)
    press(page.get_by_role("button", name="Sign in", exact=True))
    page.get_by_label("Code").fill(code_of(secret))
    press(page.get_by_role("button", name="Sign in", exact=True))
    expect(page.locator(".whoami")).to_contain_text("Hana")
