"""Pages: the form for people outside the school, with its receipt, and the switch for it. Nobody is signed in on the first two."""

from uuid import uuid4

from allauth.core import ratelimit
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from hometime.pages.errors import too_many
from hometime.pages.moves import at_once, form_page, let_in, tried, typed
from hometime.people.access import signed_in

from ..models import Complaint, ComplaintDoor
from . import outside
from .access import may_keep_door
from .forms import OutsideForm


@never_cache
def complain(request, word):
    """An address that nobody gave out, and one whose form was switched off, are not there."""
    door = get_object_or_404(ComplaintDoor.objects.select_related("organisation"), word=word, ended_at=None)
    form = OutsideForm(typed(request), initial={"once": uuid4()})
    if form.is_valid():
        if not ratelimit.consume(request, action="complain", key=door.word):
            return too_many(request)
        sent = outside.Sent(**{name: form.cleaned_data[name] for name in outside.Sent.__dataclass_fields__})
        day = {"at": request.now, "on": localdate(request.now)}
        may_mail = bool(sent.email) and _may_mail(request, sent.email)
        made = tried(form, lambda: outside.complain_from_outside(door, sent, may_mail=may_mail, **day))
        if made:
            return redirect("incidents:complained", word, made.once)
    context = {"form": form, "door": door, "days": outside.days_by_law()}
    return form_page(request, "incidents/complain.html", context)


def _may_mail(request, email):
    """A stranger’s address is no target: two mails a day are enough for anybody."""
    return ratelimit.consume(request, action="complain_mail", key=email.lower())


@never_cache
def complained(request, word, once):
    """The number, for whoever has just sent it: the key in the address is theirs alone."""
    door = get_object_or_404(ComplaintDoor.objects.select_related("organisation"), word=word)
    it = get_object_or_404(Complaint, organisation=door.organisation, once=once)
    return render(request, "incidents/complained.html", {"it": it, "door": door})


@signed_in
def door(request):
    let_in(may_keep_door(request.viewer))
    here = ComplaintDoor.objects.filter(organisation=request.viewer.organisation, ended_at=None)
    is_open = here.select_related("created_by").first()
    by = {"by": request.viewer, "at": request.now}
    if request.method == "POST" and "off" in request.POST and is_open:
        said = "Switched off. The address no longer works."
        return at_once(request, lambda: outside.close_door(is_open, **by), said, "incidents:complaint-door")
    if request.method == "POST":
        said = "Switched on. Give out the address."
        return at_once(request, lambda: outside.open_door(**by), said, "incidents:complaint-door")
    address = request.build_absolute_uri(reverse("incidents:complain", args=[is_open.word])) if is_open else ""
    return render(request, "incidents/complaint_door.html", {"door": is_open, "address": address})
