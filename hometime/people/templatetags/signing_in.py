"""For the pages of signing in. What a browser needs to know of a passkey stands in an attribute: no page holds script."""

import json

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(options):
    return json.dumps(options, cls=DjangoJSONEncoder)


@register.filter
def in_fours(secret):
    """“ABCD EFGH”: easier to copy by hand."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


@register.simple_tag
def sends_mail():
    """A site without mail offers no codes and no links by mail."""
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")
