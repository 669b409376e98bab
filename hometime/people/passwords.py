"""A password has to keep to what the school’s own policy says of passwords. Django’s validators see to the rest."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from .queries import home_organisation
from .second_step import rules_for
from .signing_in_rules import broken_by


class PolicyPasswordValidator:
    """Named in AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password, user=None):
        broken = broken_by(password, lines_for(user))
        if broken:
            raise ValidationError([f"Your school’s policy asks for: {line}." for line in broken])

    def get_help_text(self):
        return "Your password must follow your school’s policy."


def lines_for(account):
    """What the policy of the school where this person has their post says, today."""
    if account is None or account.pk is None:
        return ()
    today = timezone.localdate()
    organisation = home_organisation(account.person, on=today)
    return rules_for(organisation, on=today).passwords if organisation else ()
