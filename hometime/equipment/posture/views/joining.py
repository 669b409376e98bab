"""Pages: I am at school; somebody scanned it at school; which addresses are the school’s."""

import datetime as dt

from allauth.account.adapter import get_adapter
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.pages.moves import done_or_told, form_page, let_in, shown_on, typed
from hometime.people.access import signed_in

from ...models import Device, NetworkRange
from ...queries import held_by
from .. import access, actions
from ..clock import clock_of
from ..forms import NetworkForm
from ..networks import is_inside
from ..queries import networks_of, posture_of_many
from ..readings import ONLINE
from .reading import device_and_holder


@signed_in
def check_in(request, code=None):
    """Every school computer somebody has; one button each, which is pressed on that computer."""
    if request.method == "POST" and code:
        return _checked_in(request, code)
    viewer, at = request.viewer, request.now
    held = held_by(viewer.person, at, organisation=viewer.organisation)
    devices = [device for device in held if device.is_computer and device.owner == Device.Owner.SCHOOL]
    networks = [row.network for row in networks_of(viewer.organisation, at)]
    clock = clock_of(viewer.organisation, [viewer.person], viewer.today)
    posture = posture_of_many(devices, at)
    context = {
        "rows": [_row(device, posture[device.pk], clock, request) for device in devices],
        "address": address_seen(request),
        "is_here": is_inside(address_seen(request), networks),
        "is_set_up": bool(networks),
        "limit": clock.limit,
    }
    return render(request, "equipment/posture/check_in.html", context)


@require_POST
@signed_in
def scan_at_school(request, code):
    device, _ = device_and_holder(request, code, request.now)
    done_or_told(
        request,
        lambda: actions.scan_at_school(device, by=request.viewer, at=request.now),
        "Noted: it was at school today.",
    )
    return redirect("equipment:posture", device.code)


@signed_in
def networks(request):
    let_in(access.may_set_networks(request.viewer))
    form = NetworkForm(typed(request))
    if form.is_valid():
        with shown_on(form):
            actions.add_network(**form.cleaned_data, by=request.viewer, at=request.now)
            return redirect("equipment:networks")
    rows = networks_of(request.viewer.organisation, request.now)
    here = request.viewer.organisation.pk
    context = {
        "form": form,
        "rows": [(row, row.organisation_id == here) for row in rows],
        "address": address_seen(request),
    }
    return form_page(request, "equipment/posture/networks.html", context)


@require_POST
@signed_in
def network_end(request, code):
    row = get_object_or_404(NetworkRange, code=code, organisation=request.viewer.organisation)
    let_in(access.may_set_networks(request.viewer))
    done_or_told(request, lambda: actions.end_network(row, by=request.viewer, at=request.now), "Taken off the list.")
    return redirect("equipment:networks")


def address_seen(request):
    """Where the request came from: through as many proxies as the site says it trusts, and no more."""
    return get_adapter().get_client_ip(request)


def _checked_in(request, code):
    device, _ = device_and_holder(request, code, request.now)
    browser = request.META.get("HTTP_USER_AGENT", "")
    done_or_told(
        request,
        lambda: actions.check_in(
            device, address=address_seen(request), browser=browser, by=request.viewer, at=request.now
        ),
        f"{device.asset_code} was on the school network today.",
    )
    return redirect("equipment:check-in")


def _row(device, readings, clock, request):
    online = readings.get(ONLINE)
    last = dt.date.fromisoformat(online.value) if online else None
    due_on = clock.due_on(last, request.viewer.person.pk) if last else None
    return {
        "device": device,
        "last": last,
        "due_on": due_on,
        "is_overdue": due_on is not None and due_on < request.viewer.today,
        "href": reverse("equipment:check-in", args=[device.code]),
    }
