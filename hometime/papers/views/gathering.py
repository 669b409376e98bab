"""Several single things in one sign-out: scan each label, then say once what they are for."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from hometime.pages.moves import done_or_told, form_page, typed
from hometime.people.access import signed_in
from hometime.policy.queries import NO_POLICY, policy_here

from .. import forms
from .. import gathered as basket
from ..models import PaperSet
from .leaving import says_first, taken_or_asked


@signed_in
def gather(request):
    """The things scanned so far and, once there are any, the questions about all of them."""
    policy = policy_here(request.viewer.organisation, request.viewer.today)
    if policy is None:
        messages.warning(request, str(NO_POLICY))
        return redirect("papers:papers")
    basket.begin(request, request.now)
    things = basket.gathered(request, request.viewer, request.now)
    form = _form(request, policy, things) if things else None
    if form is not None and form.is_valid():
        answer = taken_or_asked(request, form, policy)
        if answer:
            basket.stop(request)
            return answer
    context = {
        "things": things,
        "form": form,
        "says": says_first(policy, request.viewer.today, things) if things else (),
        "type": forms.TypeLabelForm(),
    }
    return form_page(request, "papers/gather.html", context)


def _form(request, policy, things):
    return forms.TakeForm(typed(request), policy=policy, today=request.viewer.today, things=things)


@signed_in
@require_POST
def gather_pick(request):
    """A label typed by somebody who cannot scan."""
    basket.begin(request, request.now)
    label = request.POST.get("label", "").strip().upper()[:40]
    it = PaperSet.objects.filter(label=label, organisation=request.viewer.organisation).first()
    if it is None:
        messages.warning(request, f"No label says “{label}”. Look at it again.")
        return redirect("papers:gather")
    return picked(request, it)


def picked(request, it):
    done_or_told(request, lambda: basket.pick(it, request, request.now), f"Added: {it}.")
    return redirect("papers:gather")


@signed_in
@require_POST
def gather_drop(request, label):
    it = get_object_or_404(PaperSet, label=label.upper(), organisation=request.viewer.organisation)
    basket.drop(it.label, request, request.now)
    return redirect("papers:gather")


@signed_in
@require_POST
def gather_stop(request):
    basket.stop(request)
    return redirect("papers:papers")
