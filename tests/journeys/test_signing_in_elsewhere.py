"""Sign in with Microsoft or Google: against a provider in a process of its own, by settings alone."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from hometime.ledger.models import Entry
from hometime.ledger.queries import told
from hometime.lib import providers
from hometime.people.models import Post
from tests.journeys import provider
from tests.journeys.walking import press

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = [
    "tess@great-wickering.example",
    "leo@great-wickering.example:unchecked",
    "stranger@elsewhere.example",
    "hana@great-wickering.example",
]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, process):
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, "the provider did not start"
            time.sleep(0.2)
    pytest.fail("the provider did not answer")


def started(command, environment, address, log):
    """A provider in a process of its own, until the test is over."""
    with open(log, "w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    try:
        wait_for(f"{address}/.well-known/openid-configuration", process)
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def house(live_server, tmp_path):
    """Where the provider is. It knows PEOPLE."""
    port = free_port()
    callbacks = ",".join(f"{live_server.url}/account/oidc/{name}/callback/" for name in ("google", "microsoft"))
    command = [sys.executable, "-m", "tests.journeys.provider", str(port), callbacks, *PEOPLE]
    environment = {**os.environ, "PROVIDER_FOLDER": str(tmp_path)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    yield from started(command, environment, f"http://localhost:{port}", tmp_path / "log")


@pytest.fixture
def second_house(live_server, tmp_path):
    """The same from npm: where OIDC_PROVIDER_FOLDER says that it is installed."""
    folder, node = os.environ.get("OIDC_PROVIDER_FOLDER"), shutil.which("node")
    if not (folder and node):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("oidc-provider of npm is not here: see .ci/run.")
    port = free_port()
    script = ROOT / "tests" / "journeys" / "provider" / "second.mjs"
    command = [node, str(script), str(port), f"{live_server.url}/account/oidc/google/callback/"]
    yield from started(command, dict(os.environ), f"http://localhost:{port}", tmp_path / "log")


@pytest.fixture
def by_settings(settings, monkeypatch, request, transactional_db):
    """`by_settings("GOOGLE")`: the settings a school would write, with the provider standing in for the real one."""

    def write(name, house="house", **more):
        house = request.getfixturevalue(house)
        monkeypatch.setattr(providers, name, house)
        given = {"CLIENT_ID": provider.CLIENT, "CLIENT_SECRET": provider.SECRET} | more
        for key, value in given.items():
            monkeypatch.setenv(f"HOMETIME_OIDC_{name}_{key}", value)
        apps = providers.providers()
        for app in apps:
            app["settings"]["server_url"] = house
        rules = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        here = {**rules, "form-action": [*rules["form-action"], *providers.origins(apps)]}
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": here}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
        settings.DEMO = False

    return write


def sign_in_there(page, words, address):
    page.goto("/account/sign-in/")
    press(page.get_by_role("button", name=f"Sign in with {words}"))
    page.locator("input[name=login]").fill(address)
    page.locator("input[name=password]").fill(provider.PASSWORD)
    press(page.locator("main button[type=submit], form button[type=submit]").first)


def test_google_lets_in_a_person_whose_address_the_school_has(page, look, by_settings, tess):
    by_settings("GOOGLE", DOMAINS="great-wickering.example")
    page.goto("/account/sign-in/")
    look(page, "sign-in-with-google")
    sign_in_there(page, "Google", tess.email)
    page.wait_for_url(lambda address: "/account/" not in address and "localhost" in address)
    expect(page.locator(".whoami")).to_contain_text("Tess")
    assert told(Entry.objects.filter(act="people.signed_in").last()).details == {"how": "google"}


def test_a_stranger_with_a_good_google_account_gets_a_plain_refusal(page, look, by_settings, cast):
    by_settings("GOOGLE")
    sign_in_there(page, "Google", "stranger@elsewhere.example")
    page.get_by_text("Nobody at a school here has the address you signed in with.").wait_for()
    look(page, "refused-with-google")
    page.goto("/people/")
    expect(page).to_have_url(re.compile("/account/sign-in/"))


def test_an_address_nobody_checked_does_not_count(page, by_settings, cast):
    by_settings("GOOGLE")
    sign_in_there(page, "Google", cast["leo"].email)
    page.get_by_text("Nobody at a school here has the address you signed in with.").wait_for()


def test_a_leaver_is_refused_though_google_knows_them(page, by_settings, tess):
    by_settings("GOOGLE")
    Post.objects.filter(person=tess).delete()
    sign_in_there(page, "Google", tess.email)
    page.get_by_text("You do not have a post at a school here now.").wait_for()


def test_microsoft_too_and_a_headteacher_is_still_asked_for_a_second_step(page, by_settings, hana):
    by_settings("MICROSOFT", TENANT="11111111-2222", DOMAINS="great-wickering.example")
    sign_in_there(page, "Microsoft", hana.email)
    page.wait_for_url("**/account/second-step/")
    expect(page.locator("h1")).to_have_text("Add a second step first")


def test_microsoft_is_believed_for_the_schools_own_addresses_alone(page, by_settings, tess):
    by_settings("MICROSOFT", TENANT="11111111-2222", DOMAINS="another.example")
    sign_in_there(page, "Microsoft", "leo@great-wickering.example")
    page.get_by_text("Nobody at a school here has the address you signed in with.").wait_for()


@pytest.mark.parametrize(("slug", "comes_in"), [("tess", True), (None, False)])
def test_a_provider_that_is_not_ours_says_the_same(page, by_settings, cast, slug, comes_in):
    by_settings("GOOGLE", house="second_house")
    page.goto("/account/sign-in/")
    press(page.get_by_role("button", name="Sign in with Google"))
    page.locator("input[name=login]").fill(cast[slug].email if slug else "stranger@elsewhere.example")
    page.locator("input[name=password]").fill("any")
    press(page.locator("button[type=submit]"))
    press(page.locator("button[type=submit]", has_text="Continue"))
    if comes_in:
        page.wait_for_url(lambda address: "/account/" not in address and "/interaction/" not in address)
        expect(page.locator(".whoami")).to_contain_text("Tess")
    else:
        page.get_by_text("Nobody at a school here has the address you signed in with.").wait_for()
