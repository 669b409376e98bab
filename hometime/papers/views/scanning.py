"""What a label leads to: sign it out; sign it in, if you have it; or read who has."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from hometime.people.access import signed_in

from .. import access
from .. import gathered as basket
from ..models import PaperSet
from ..queries import holder_of_set
from .gathering import picked
from .leaving import take


@signed_in
def scan(request, label):
    it = get_object_or_404(PaperSet, label=label.upper(), organisation=request.viewer.organisation)
    held = holder_of_set(it)
    if held and held.person_id == request.viewer.person.pk:
        return redirect(return_address(held, it))
    if basket.is_gathering(request, request.now) and request.method == "GET":
        return picked(request, it)
    if held or it.retired_at:
        may = held is not None and bool(access.may_sign_in(request.viewer, held))
        context = {"it": it, "held": held, "may_sign_in": may, "back": held and return_address(held, it)}
        return render(request, "papers/set_is_out.html", context)
    return take(request, [it])


def return_address(held, it):
    """The tick list; of a single thing that went out beside others, its own line of it."""
    there = reverse("papers:return", args=[held.code])
    return f"{there}?thing={it.label}" if it.is_single else there
