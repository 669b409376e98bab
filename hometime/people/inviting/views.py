"""The page of those who have not come in yet, and the button that invites them all."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render

from hometime.lib.text import counted
from hometime.pages.moves import let_in
from hometime.pages.paging import one_page

from ..access import signed_in
from ..account_views import send_invitation
from ..templatetags.signing_in import sends_mail
from .access import may_invite_all
from .actions import invite_newcomer
from .queries import not_in_yet, to_invite

MOST = 100  # in one go: each is a letter with a lock of its own


@signed_in
def invitations(request):
    viewer = request.viewer
    let_in(may_invite_all(viewer))
    if request.method == "POST":
        return _invite(request)
    found = one_page(not_in_yet(viewer, at=request.now).order_by("name", "pk"), request.GET.get("page"))
    context = {"found": found, "to_invite": to_invite(viewer, at=request.now).count(), "most": MOST}
    return render(request, "people/invitations.html", context)


def _invite(request):
    if not sends_mail():
        messages.error(request, "This site does not send email, so nobody was invited.")
        return redirect("people:invitations")
    waiting = to_invite(request.viewer, at=request.now).order_by("name", "pk")[:MOST]
    sent = sum(_send(request, person) for person in list(waiting))
    if sent:
        words = f"{counted(sent, 'invitation')} {'is' if sent == 1 else 'are'} on the way. Each link works for 7 days."
        messages.success(request, words)
    else:
        messages.info(request, "Nobody is left to invite.")
    return redirect("people:invitations")


@transaction.atomic
def _send(request, person):
    secret = invite_newcomer(person, by=request.viewer, at=request.now)
    if secret is not None:
        send_invitation(request, person, secret)
    return secret is not None
