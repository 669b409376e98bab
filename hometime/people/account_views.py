"""Pages: inviting somebody, coming in by an invitation, and setting up a second step."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from hometime.lib.refusal import Refused
from hometime.pages.moves import form_page

from . import actions
from .access import may_accept, signed_in
from .account_forms import FirstPasswordForm
from .models import Invitation, fingerprint_of
from .queries import home_organisation, people_for
from .second_step import is_missing, is_needed_by_role
from .templatetags.signing_in import sends_mail


@require_POST
@signed_in
def person_invite(request, code):
    person = get_object_or_404(people_for(request.viewer), code=code)
    if not sends_mail():
        messages.error(request, "This site does not send email. The IT lead can make a link to hand over.")
        return redirect("people:person", code=person.code)
    try:
        with transaction.atomic():
            secret = actions.invite_person(person, by=request.viewer, at=request.now)
            send_invitation(request, person, secret)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The invitation is on its way to {person.email}. The link works for 7 days.")
    return redirect("people:person", code=person.code)


def send_invitation(request, person, secret):
    """By the outbox, where it is locked until it has gone: the secret is in nobody’s hands but the person’s."""
    link = request.build_absolute_uri(reverse("people:invitation", args=[secret]))
    context = {"person": person, "link": link, "by": request.viewer.name, "school": request.viewer.organisation.name}
    get_adapter(request).send_mail("people/mail/invitation", person.email, context | {"user": person.account})


@never_cache
@sensitive_post_parameters("password")
def invitation(request, secret):
    """Opening the link changes nothing, as mail filters open links too; pressing a button lets the person in."""
    invited = Invitation.objects.filter(fingerprint=fingerprint_of(secret)).select_related("person__account").first()
    may = may_accept(invited, at=request.now)
    if invited is None or not may:
        return render(request, "people/account/refused.html", {"refusal": may}, status=410 if invited else 404)
    if request.viewer and request.viewer.person != invited.person:
        return render(request, "people/account/wrong_person.html", {"invited": invited.person}, status=403)
    wants_codes = request.POST.get("how") == "code" and bool(invited.email)
    form = FirstPasswordForm(None if wants_codes else request.POST or None, account=invited.person.account)
    if request.method == "POST" and (wants_codes or form.is_valid()):
        return come_in(request, invited, None if wants_codes else form.cleaned_data["password"])
    context = {"form": form, "invitation": invited, "secret": secret, "school": school_of(invited, request)}
    return form_page(request, "people/account/invitation.html", context)


def come_in(request, invited, password):
    try:
        with transaction.atomic():
            account = actions.accept_invitation(invited, password=password, at=request.now)
            keep_address(account, is_proved=bool(invited.email))
    except Refused as refusal:
        return render(request, "people/account/refused.html", {"refusal": refusal}, status=410)
    if request.user.is_authenticated:  # as this very person, on a machine where they came in before
        get_adapter(request).logout(request)
    # Nobody who has chosen their password a moment ago is asked for it again on the way to a second step.
    record_authentication(request, account, "invitation", reauthenticated=True)
    return perform_login(request, account, email_verification="none", redirect_url="/")


def keep_address(account, *, is_proved):
    """Where codes and new passwords are sent to. Opening a link that was sent there proves that it is theirs."""
    address = account.person.email
    if address:
        EmailAddress.objects.filter(user=account).exclude(email__iexact=address).delete()
        EmailAddress.objects.update_or_create(
            user=account, email=address, defaults={"verified": is_proved, "primary": True}
        )


def school_of(invited, request):
    organisation = home_organisation(invited.person, on=localdate(request.now))
    return organisation.name if organisation else ""


@signed_in
def second_step(request):
    """Why a second step is needed, and the two ways to set one up."""
    if not is_missing(request.viewer, request.session):
        return redirect("mfa_index")
    return render(request, "people/account/second_step.html", {"by_role": is_needed_by_role(request.viewer)})
