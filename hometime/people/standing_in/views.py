"""Pages: who stands in for whom, arranging it, and ending it early."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hometime.lib.text import day_in_words
from hometime.pages.links import link_to
from hometime.pages.moves import at_once, form_page, shown_on
from hometime.pages.paging import one_page

from ..access import signed_in
from ..role_names import role_names
from . import access, actions
from .forms import StandInForm
from .queries import delegations_for, has_roles_to_lend, possible_deputies, roles_to_lend

ON_A_CARD = (
    *("code", "created_by", "starts_on", "ends_on", "ended_at", "reason"),
    *("holder__name", "deputy__name", "role__kind", "organisation__name"),
)


@signed_in
def standing_in(request):
    viewer = request.viewer
    found = one_page(delegations_for(viewer).only(*ON_A_CARD), request.GET.get("page"))
    lent = [
        {
            "it": each,
            "end": link_to("people:end-delegation", each.code) if access.may_end_delegation(viewer, each) else "",
            "reason": each.reason if access.may_see_reason(viewer, each) else "",
        }
        for each in found
    ]
    context = {"found": found, "lent": lent, "may_lend": has_roles_to_lend(viewer)}
    return render(request, "people/standing_in.html", context)


@signed_in
def delegate(request):
    viewer, roles = request.viewer, roles_to_lend(request.viewer)
    if not has_roles_to_lend(viewer):
        return render(request, "people/delegate.html", status=200 if request.method == "GET" else 403)
    names = role_names(viewer.organisation, viewer.today)
    told = {"starts_on": viewer.today}
    form = StandInForm(names, roles, possible_deputies(viewer), request.POST or None, initial=told)
    if form.is_valid():
        with shown_on(form):
            lent = actions.delegate(**form.cleaned_data, by=viewer, at=request.now)
            until = day_in_words(lent.ends_on)
            messages.success(request, f"{lent.deputy} stands in for {lent.holder} until {until}.")
            return redirect("people:standing-in")
    return form_page(request, "people/delegate.html", {"form": form})


@require_POST
@signed_in
def end_delegation(request, code):
    lent = get_object_or_404(delegations_for(request.viewer), code=code)
    end = partial(actions.end_delegation, lent, by=request.viewer, at=request.now)
    return at_once(request, end, f"{lent.deputy} no longer stands in.", "people:standing-in")
