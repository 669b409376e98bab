"""The least a page of twenty rows can be in Django: one query by an index, one template, no signing in and no frame."""

from functools import cache

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from hometime.decisions.models import Receipt
from hometime.urls import urlpatterns as ours

ROWS = """<!doctype html><html lang="en"><head><title>Receipts</title></head><body><h1>Receipts</h1><ul>
{% for row in rows %}<li><a href="{% url 'decisions:receipt' row.code %}">{{ row.title }}</a>
{{ row.policy_title }} {{ row.kept_at|date:"j F Y" }} {{ row.headline }}</li>{% endfor %}</ul></body></html>"""


@cache
def page():
    """Read once, as Django does with templates in files."""
    return engines["django"].from_string(ROWS)


def bare(request, organisation, person):
    rows = Receipt.objects.filter(organisation=organisation, person=person).defer("answer")[:20]
    return HttpResponse(page().render({"rows": rows}))


urlpatterns = [path("bare/<int:organisation>/<int:person>/", bare), *ours]
