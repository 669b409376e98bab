"""Sign-in with Microsoft or Google: the `HOMETIME_OIDC_…` settings, in the form the sign-in package expects."""

from typing import Any
from urllib.parse import urlsplit

from . import env

SETTINGS = (
    "HOMETIME_OIDC_MICROSOFT_CLIENT_ID",
    "HOMETIME_OIDC_MICROSOFT_CLIENT_SECRET",
    "HOMETIME_OIDC_MICROSOFT_TENANT",
    "HOMETIME_OIDC_MICROSOFT_DOMAINS",
    "HOMETIME_OIDC_GOOGLE_CLIENT_ID",
    "HOMETIME_OIDC_GOOGLE_CLIENT_SECRET",
    "HOMETIME_OIDC_GOOGLE_DOMAINS",
)
GOOGLE = "https://accounts.google.com"
MICROSOFT = "https://login.microsoftonline.com"
# Microsoft’s words for “any tenant”: with them, anybody could claim an address here.
ANYBODY = ("common", "organizations", "consumers")

App = dict[str, Any]


def providers() -> list[App]:
    """The providers whose client ID is set. One that is half set up is an error, not a button that fails."""
    return [app for app in (_microsoft(), _google()) if app]


def origins(apps: list[App]) -> list[str]:
    """The sites a sign-in form may post to, for the content security policy."""
    return ["{0.scheme}://{0.netloc}".format(urlsplit(app["settings"]["server_url"])) for app in apps]


def _microsoft() -> App | None:
    name = "HOMETIME_OIDC_MICROSOFT_"
    if not env.text(f"{name}CLIENT_ID"):
        return None
    tenant = _needed(f"{name}TENANT")
    if tenant.lower() in ANYBODY:
        raise env.BadSetting(f"{name}TENANT is “{tenant}”. Give the ID of your own school’s or trust’s tenant.")
    domains = env.words(f"{name}DOMAINS", default="")
    if not domains:
        raise env.BadSetting(
            f"{name}DOMAINS is empty. Microsoft does not say whether an address is checked: list yours."
        )
    server = f"{MICROSOFT}/{tenant}/v2.0"
    return _app("microsoft", "Microsoft", server, name, {"verified_email": domains})


def _google() -> App | None:
    name = "HOMETIME_OIDC_GOOGLE_"
    if not env.text(f"{name}CLIENT_ID"):
        return None
    return _app("google", "Google", GOOGLE, name, {"domains": env.words(f"{name}DOMAINS", default="")})


def _app(slug: str, words: str, server: str, name: str, more: App) -> App:
    return {
        "provider_id": slug,
        "name": words,
        "client_id": _needed(f"{name}CLIENT_ID"),
        "secret": _needed(f"{name}CLIENT_SECRET"),
        "settings": {"server_url": server, "oauth_pkce_enabled": True} | more,
    }


def _needed(name: str) -> str:
    said = env.text(name)
    if not said:
        raise env.BadSetting(f"{name} is empty, and the other settings of that provider need it.")
    return said
