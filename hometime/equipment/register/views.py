"""Pages: the register, a device, add, change, lost, found, retire, labels, and the short address on a label."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hometime.files import labels
from hometime.files.actions import keep_file
from hometime.lib import csv
from hometime.lib.refusal import Refused
from hometime.pages.moves import done_or_told, form_page, let_in, shown_on, typed
from hometime.pages.paging import one_page
from hometime.people.access import signed_in
from hometime.people.as_of import as_of, moment_of

from ..models import Device
from ..models.device import DETAILS
from ..queries import READERS, devices_for, loan_of
from ..systems.queries import opened_from
from . import access, actions, lists, showing
from .finding import found_by
from .forms import ChangeForm, DeviceForm, FilterForm, LostForm, RetireForm, drawn_choices
from .timeline import history_of


@signed_in
def register(request):
    let_in(access.may_see_register(request.viewer))
    at = moment_of(request)
    asked = _asked(request)
    past = as_of(request).is_past
    devices = lists.register_at(request.viewer, at, past=past, **asked).only("code", *DETAILS)
    found = one_page(devices, request.GET.get("page"))
    context = {
        "found": found,
        "rows": lists.rows_of(list(found), at, past=past, query=as_of(request).query),
        "filter": FilterForm(initial=asked),
        "choices": drawn_choices(asked["show"], asked["kind"]),
        "is_narrowed": any(asked.values()),
        "then": as_of(request),
        "query": request.GET.urlencode(),
        "may_keep": bool(access.may_keep_register(request.viewer)) and not past,
    }
    return render(request, "equipment/register/register.html", context)


@signed_in
def register_file(request):
    """The list as it is on the screen, every page of it, as it stood then."""
    let_in(access.may_see_register(request.viewer))
    at = moment_of(request)
    devices = list(lists.register_at(request.viewer, at, **_asked(request)))
    text = csv.table(lists.HEADS, [row.cells for row in lists.rows_of(devices, at)])
    headers = {"Content-Disposition": 'attachment; filename="equipment.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _asked(request):
    """What the address asks for; whatever cannot be read shows everything."""
    shows, kinds = [name for name, _ in lists.FILTERS], Device.Kind.values
    show, kind = request.GET.get("show", ""), request.GET.get("kind", "")
    q = request.GET.get("q", "")[:100]
    return {"show": show if show in shows else "", "kind": kind if kind in kinds else "", "q": q}


@signed_in
def device(request, code):
    viewer, at = request.viewer, moment_of(request)
    it = _one(request, code)
    loan = loan_of(it, at)
    if loan and not viewer.has_role(*READERS) and loan.person_id != viewer.person.pk:
        loan = None  # lent on to somebody else since: not for whoever had it before
    past = as_of(request).is_past
    details = lists.details_then([it], at)[it.pk]
    context = {
        "it": it,
        "title": showing.title_of(details),
        "rows": showing.rows_of(it, details, loan, at),
        "tag": showing.tag_of(it, loan, at),
        "acts": [] if past else showing.acts_for(it, loan, viewer, at),
        "history": history_of(it, viewer, at),
        "opened": opened_from(it, at, at),
        "may_see_register": bool(access.may_see_register(viewer)),
    }
    return render(request, "equipment/register/device.html", context)


@signed_in
def device_add(request):
    let_in(access.may_keep_register(request.viewer))
    form = DeviceForm(typed(request))
    if form.is_valid():
        with shown_on(form):
            made = actions.add_device(form.details, by=request.viewer, at=request.now)
            messages.success(request, f"{made} is on the register.")
            if form.cleaned_data["serial"] and not made.serial:
                messages.warning(request, "Many devices have that serial number, so it is not kept.")
            return redirect("equipment:device", made.code)
    context = {"form": form, "title": "Add a device", "button": "Add it", "back": reverse("equipment:register")}
    return form_page(request, "equipment/register/act.html", context)


@signed_in
def device_change(request, code):
    it = _one(request, code)
    let_in(access.may_change(request.viewer, it))
    start = {**it.details, "seen": it.changes.count()}
    form = ChangeForm(typed(request), initial=start)
    if form.is_valid():
        with shown_on(form):
            told = form.cleaned_data
            actions.change_device(
                it, form.details, seen=told["seen"], why=told["why"], by=request.viewer, at=request.now
            )
            messages.success(request, "Changed. How it stood before is kept.")
            return redirect("equipment:device", it.code)
    return _act(request, it, form, f"Change {it}", "Change it")


@signed_in
def device_lost(request, code):
    it = _one(request, code)
    let_in(access.may_mark_lost(request.viewer, it))
    form = LostForm(typed(request))
    if form.is_valid():
        with shown_on(form):
            since = _end_of(form.cleaned_data["since"], request.now)
            actions.mark_lost(it, why=form.cleaned_data["why"], since=since, by=request.viewer, at=request.now)
            messages.success(request, f"{it} is marked as lost.")
            messages.warning(request, "If there was information on it, report it as well.")
            return redirect("equipment:device", it.code)
    return _act(request, it, form, f"{it} is lost", "Mark it as lost")


def _end_of(day, now):
    if day is None:
        return None
    end = timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59)))
    return now if day == timezone.localdate(now) else end


@signed_in
@require_POST
def device_found(request, code):
    it = _one(request, code)
    done_or_told(request, lambda: actions.mark_found(it, by=request.viewer, at=request.now), f"{it} has been found.")
    return redirect("equipment:device", it.code)


@signed_in
def device_retire(request, code):
    it = _one(request, code)
    let_in(access.may_retire(request.viewer, it))
    form = RetireForm(typed(request), request.FILES or None)
    if form.is_valid():
        with shown_on(form):
            told = form.cleaned_data
            kept = _kept(request, told["certificate"])
            actions.retire_device(
                it, how=told["how"], with_whom=told["with_whom"], certificate=kept, by=request.viewer, at=request.now
            )
            messages.success(request, f"{it} is retired.")
            return redirect("equipment:device", it.code)
    return _act(request, it, form, f"Retire {it}", "Retire it", grave=True)


def _kept(request, sent):
    if sent is None:
        return None
    organisation = request.viewer.organisation
    return keep_file(sent.read(), name=sent.name, organisation=organisation, by=request.viewer, at=request.now)


def _act(request, it, form, title, button, grave=False):
    there = reverse("equipment:device", args=[it.code])
    context = {"form": form, "title": title, "button": button, "back": there, "grave": grave}
    return form_page(request, "equipment/register/act.html", context)


@signed_in
def scan(request, asset_code):
    """The address in the QR code of a label. While somebody picks things to hand over, opening a label picks it."""
    it = found_by(asset_code, request.viewer)
    if it is None:
        raise Http404
    if request.session.get(showing.PICKING) and access.may_keep_register(request.viewer):
        return redirect(f"{reverse('equipment:hand-over')}?pick={it.asset_code}")
    return redirect("equipment:device", it.code)


@signed_in
def labels_pdf(request):
    """Labels for the devices of the list as it is on the screen, or for those named by `code`."""
    let_in(access.may_keep_register(request.viewer))
    devices = lists.register_at(request.viewer, request.now, **_asked(request)).filter(owner=Device.Owner.SCHOOL)
    wanted = request.GET.getlist("code")[: labels.MOST]
    if wanted:
        devices = devices.filter(asset_code__in=wanted)
    chosen = list(devices[: labels.MOST])
    if not chosen:
        messages.warning(request, "There is nothing to print a label for.")
        return redirect("equipment:register")
    try:
        found = [labels.label_of(each.asset_code, each.what, _short(request, each)) for each in chosen]
        content = labels.sheets(found, request.viewer.organisation, "Labels for equipment")
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("equipment:register")
    headers = {"Content-Disposition": 'attachment; filename="labels.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _short(request, it):
    return request.build_absolute_uri(reverse("equipment:scan", args=[it.asset_code]))


def _one(request, code):
    return get_object_or_404(devices_for(request.viewer).select_related("owner_person", "certificate"), code=code)
