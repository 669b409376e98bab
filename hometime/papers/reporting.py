"""Where something that went wrong with papers is reported."""

from django.urls import reverse

from .models import SignOut


def report_address(sign_out: SignOut) -> str:
    """The first page of a report, with these papers ticked."""
    return f"{reverse('incidents:report')}?papers={sign_out.code}"
