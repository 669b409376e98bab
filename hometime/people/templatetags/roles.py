"""`{% role_word role.kind %}`: what the school in view calls a role."""

from django import template

from ..role_names import role_name

register = template.Library()


@register.simple_tag(takes_context=True)
def role_word(context, kind):
    viewer = context["request"].viewer
    return role_name(kind, viewer.organisation, viewer.today)
