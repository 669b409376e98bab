"""Microsoft and Google by settings alone: half a provider is an error."""

import pytest

from hometime.lib import providers
from hometime.lib.env import BadSetting

MICROSOFT = {
    "CLIENT_ID": "a",
    "CLIENT_SECRET": "b",
    "TENANT": "1111-2222",
    "DOMAINS": "hill-view.example, trust.example",
}
GOOGLE = {"CLIENT_ID": "a", "CLIENT_SECRET": "b"}


@pytest.fixture
def given(monkeypatch):
    for name in providers.SETTINGS:
        monkeypatch.delenv(name, raising=False)

    def write(name, **values):
        for key, value in values.items():
            monkeypatch.setenv(f"HOMETIME_OIDC_{name}_{key}", value)

    return write


def test_without_settings_there_is_none(given):
    assert providers.providers() == []


def test_empty_settings_as_in_the_example_are_none(given):
    given("GOOGLE", CLIENT_ID="", CLIENT_SECRET="")
    assert providers.providers() == []


def test_microsoft_is_the_schools_own_tenant_and_its_own_addresses(given):
    given("MICROSOFT", **MICROSOFT)
    (app,) = providers.providers()
    assert app["settings"]["server_url"] == "https://login.microsoftonline.com/1111-2222/v2.0"
    assert app["settings"]["verified_email"] == ["hill-view.example", "trust.example"]


def test_both_may_stand_side_by_side_and_forms_may_lead_there(given):
    given("MICROSOFT", **MICROSOFT)
    given("GOOGLE", **GOOGLE)
    apps = providers.providers()
    assert [app["name"] for app in apps] == ["Microsoft", "Google"]
    assert providers.origins(apps) == ["https://login.microsoftonline.com", "https://accounts.google.com"]


@pytest.mark.parametrize("tenant", ["common", "Organizations", "consumers"])
def test_a_tenant_that_means_anybody_is_refused(given, tenant):
    given("MICROSOFT", **MICROSOFT | {"TENANT": tenant})
    with pytest.raises(BadSetting, match="your own school’s"):
        providers.providers()


@pytest.mark.parametrize(
    ("name", "values", "missing"),
    [
        ("MICROSOFT", MICROSOFT, "CLIENT_SECRET"),
        ("MICROSOFT", MICROSOFT, "TENANT"),
        ("MICROSOFT", MICROSOFT, "DOMAINS"),
        ("GOOGLE", GOOGLE, "CLIENT_SECRET"),
    ],
)
def test_half_a_provider_is_an_error_that_names_what_is_missing(given, name, values, missing):
    given(name, **values | {missing: " "})
    with pytest.raises(BadSetting, match=f"HOMETIME_OIDC_{name}_{missing} is empty"):
        providers.providers()
