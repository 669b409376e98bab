"""Words for what a pack holds as slugs: `{% load policy_words %}`."""

import re
from itertools import groupby

from django import template
from django.utils.html import format_html_join

from hometime.policy import wording
from hometime.policy.browsing import severity_tags
from hometime.policy.law import WEIGHTS
from hometime.policy.searching import marked

register = template.Library()
SOURCE = re.compile(r"\s*(.*?)\s*(https?://\S+)")

register.filter("said", wording.said)
register.filter("area", wording.area)


@register.filter
def modality(slug):
    return wording.MODALITIES.get(slug, slug)


@register.filter
def moment(slug):
    return wording.MOMENTS[slug]


@register.filter
def check(slug):
    return wording.CHECKS[slug]


@register.filter
def who(slug):
    return wording.WHO.get(slug, slug)


@register.filter
def tone(severity):
    return wording.TONES.get(severity, "plain")


@register.filter
def severity(slug):
    return wording.SEVERITIES.get(slug, slug)


@register.filter
def is_said(value):
    return wording.said(value) != wording.NOT_SAID


@register.filter
def sources(text):
    """The names and addresses of a law fact’s sources, which stand in one line."""
    return [{"name": name.strip(" ;,"), "address": address} for name, address in SOURCE.findall(text)]


@register.filter
def marks(text, asked):
    """A text with the words somebody looked for marked."""
    pieces = (("mark" if is_found else "span", piece) for piece, is_found in marked(str(text), asked))
    return format_html_join("", "<{0}>{1}</{0}>", pieces)


@register.simple_tag
def rules_on(policy, clause):
    return policy.rules_by_clause.get(clause.id, [])


@register.simple_tag
def levels_of(rules):
    return severity_tags(rules)


@register.simple_tag
def law_weights(policy, rules):
    """The weights of law and guidance beside some rules, each once; a school’s own rule needs no such mark."""
    found = {fact.weight for rule in rules for fact in policy.catalogue.law_for(rule.control.id)}
    return [weight for weight in WEIGHTS if weight in found and weight != "local"]


@register.inclusion_tag("policy/bits/clause_links.html")
def clause_links(policy, ids, lead="Clause"):
    """Links to clauses by their printed label; where several share one, each is told apart by its own name."""
    clauses = [policy.clauses[str(each)] for each in ids or () if str(each) in policy.clauses]
    groups = [
        {"label": label, "clauses": list(same)} for label, same in groupby(clauses, key=lambda clause: clause.label)
    ]
    return {"groups": groups, "lead": lead, "many": len(clauses) > 1}


@register.simple_tag
def served_by(policy, clauses):
    """The controls that serve some clauses, each once."""
    found = {rule.control.id: rule.control for clause in clauses for rule in policy.rules_by_clause.get(clause.id, [])}
    return list(found.values())
