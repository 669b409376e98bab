"""What the pages share: what was typed, an act tried, the policy in force."""

from django.contrib import messages
from django.shortcuts import redirect

from hometime.lib.refusal import Refused
from hometime.policy.routes import address_of

from .. import asking_the_policy as policy_says


def typed(request):
    """The answers of a form that was sent, even one left empty; None when the page is only being read."""
    return request.POST if request.method == "POST" else None


def policy_of_viewer(request):
    return policy_says.policy_here(request.viewer.organisation, request.viewer.today)


def tried(form, do):
    """What the act returns; None when it refuses, which the form then says."""
    try:
        return do()
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return None


def words_of(refusal):
    cites = f" ({', '.join(refusal.cites)})" if refusal.cites else ""
    return f"{refusal.reason.removesuffix('.')}{cites}. {refusal.next_step}".strip()


def at_once(request, do, done, *where):
    """An act of one button."""
    try:
        do()
    except Refused as refusal:
        messages.warning(request, words_of(refusal))
    else:
        messages.success(request, done)
    return redirect(*where)


def report_address(sign_out):
    """Where something lost is reported; empty on a site without that page."""
    there = address_of("incidents:report")
    return f"{there}?papers={sign_out.code}" if there else ""
