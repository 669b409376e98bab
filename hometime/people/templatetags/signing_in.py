"""For the pages of signing in. What a browser needs to know of a passkey stands in an attribute: no page holds script."""

import json

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()

# What a browser calls itself → what people call it. Most name others too, so the first that fits counts.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
MACHINES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("CrOS", "a Chromebook"),
    ("Android", "an Android device"),
    ("Windows", "Windows"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)


@register.filter
def as_json(options):
    return json.dumps(options, cls=DjangoJSONEncoder)


@register.filter
def in_fours(secret):
    """“ABCD EFGH”: easier to copy by hand."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


@register.filter
def browser_in_words(said):
    """“Chrome on a Chromebook”, from the long line a browser sends."""
    browser = next((words for sign, words in BROWSERS if sign in said), "A browser we do not know")
    machine = next((words for sign, words in MACHINES if sign in said), "")
    return f"{browser} on {machine}" if machine else browser


@register.simple_tag
def sends_mail():
    """A site without mail offers no codes and no links by mail."""
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")
