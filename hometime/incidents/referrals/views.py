"""Pages: notes that a matter went to the discipline procedure. They stand apart from every report."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from hometime.pages.moves import at_once, form_page, tried, typed
from hometime.people.access import signed_in
from hometime.people.queries import people_for

from . import actions, forms
from .access import may_refer, may_refer_anybody, referrals_for

MOST = 50


@signed_in
def referrals(request):
    viewer = request.viewer
    if not may_refer_anybody(viewer):
        raise Http404
    found = people_for(viewer).exclude(pk=viewer.person.pk).order_by("name")
    people = {str(p.code): p for p in found if may_refer(viewer, p)}
    form = forms.ReferForm(people, typed(request))
    if form.is_valid():
        about = people[form.cleaned_data["about"]]
        words = form.cleaned_data["words"]
        if tried(form, lambda: actions.refer(about=about, words=words, by=viewer, at=request.now)):
            messages.success(request, "Kept.")
            return redirect("incidents:referrals")
    context = {"form": form, "notes": referrals_for(viewer)[:MOST]}
    return form_page(request, "incidents/referrals.html", context)


@signed_in
@require_POST
def referral_close(request, code):
    it = get_object_or_404(referrals_for(request.viewer), code=code)
    act = lambda: actions.close_referral(it, by=request.viewer, at=request.now)  # noqa: E731
    return at_once(request, act, "Closed.", "incidents:referrals")
