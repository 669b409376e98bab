"""What the browser needs to know to make or use a passkey, written into an attribute: no script stands in a page."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(options):
    return json.dumps(options, cls=DjangoJSONEncoder)


@register.filter
def in_fours(secret):
    """“ABCD EFGH”: easier to copy by hand."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
