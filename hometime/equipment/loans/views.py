"""Pages: pick things, hand them over, the hand-over and its copy, sign for it."""

import datetime as dt
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.refusal import Refused
from hometime.pages.moves import done_or_told, form_page, let_in, shown_on, typed
from hometime.people.access import signed_in
from hometime.people.queries import people_for

from ..models import HandOver
from ..queries import devices_for, hand_overs_for, kits_for
from ..register.finding import found_by
from ..register.kits import devices_in
from ..register.showing import PICKING
from . import access, actions, basket
from .copies import copy_of
from .forms import DoorstepForm, PickForm, SignatureForm, WhomForm
from .words import hash_of, signs_first, words_for


@signed_in
def hand_over(request):
    """The basket: pick by typing or by opening labels, say who takes it, go on to the words."""
    let_in(access.may_lend(request.viewer))
    request.session[PICKING] = True
    if request.method == "GET" and request.GET.get("pick"):
        return _pick(request, request.GET["pick"])
    people = people_for(request.viewer).exclude(pk=request.viewer.person.pk).order_by("name")
    devices = basket.basket_of(request.viewer)
    form = WhomForm(people, typed(request))
    if form.is_valid():
        with shown_on(form):
            person, due_on = form.cleaned_data["person"], form.cleaned_data["due_on"]
            if not devices:
                raise Refused("Nothing is picked yet.", "Pick a thing first.")
            if due_on and due_on < request.viewer.today:
                raise Refused("The day for bringing it back has passed.", "Choose a day that is still to come.")
            tail = f"?due={due_on.isoformat()}" if due_on else ""
            return redirect(reverse("equipment:hand-over-sign", args=[person.code]) + tail)
    context = {
        "devices": devices,
        "form": form,
        "pick": PickForm(),
        "people": people[:2000],
        "kits": kits_for(request.viewer).filter(ended_at=None),
    }
    return form_page(request, "equipment/loans/basket.html", context)


@signed_in
@require_POST
def pick_typed(request):
    """What was typed, or a whole kit."""
    let_in(access.may_lend(request.viewer))
    request.session[PICKING] = True
    kit = kits_for(request.viewer).filter(code=_uuid(request.POST.get("kit"))).first()
    if kit is not None:
        for device in devices_in(kit):
            done_or_told(request, partial(_pick_one, request, device), f"{device} is picked.")
        return redirect("equipment:hand-over")
    return _pick(request, request.POST.get("typed", "")[:200])


@signed_in
@require_POST
def pick(request, code):
    """The button on a device’s page."""
    device = get_object_or_404(devices_for(request.viewer), code=code)
    done_or_told(request, lambda: _pick_one(request, device), f"{device} is picked.")
    return redirect("equipment:hand-over")


@signed_in
@require_POST
def unpick(request, code):
    let_in(access.may_lend(request.viewer))
    device = get_object_or_404(devices_for(request.viewer), code=code)
    basket.drop(device, by=request.viewer)
    return redirect("equipment:hand-over")


@signed_in
@require_POST
def stop_picking(request):
    """Put everything back; labels lead to pages again."""
    let_in(access.may_lend(request.viewer))
    basket.empty(by=request.viewer)
    request.session.pop(PICKING, None)
    return redirect("equipment:register")


def _pick(request, written):
    device = found_by(written.replace("\x00", ""), request.viewer) if written.strip() else None
    if device is None:
        shown = written.strip()[:60]
        messages.warning(request, f"Nothing has the number “{shown}”. Check it, or add the device first.")
    else:
        done_or_told(request, lambda: _pick_one(request, device), f"{device} is picked.")
    return redirect("equipment:hand-over")


def _pick_one(request, device):
    basket.pick(device, by=request.viewer, at=request.now)


@signed_in
def hand_over_sign(request, code):
    """One page of plain words, one signature, up to two photographs."""
    viewer = request.viewer
    let_in(access.may_lend(viewer))
    person = get_object_or_404(people_for(viewer), code=code)
    let_in(access.may_lend_to(viewer, person))
    devices, due_on = basket.basket_of(viewer), _day(request.GET.get("due", ""))
    words = words_for(person, devices, due_on, viewer.organisation, viewer.today)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = DoorstepForm(person.name, *sent, initial={"read": hash_of(words)})
    if form.is_valid():
        with shown_on(form):
            made = _handed(request, form, person, devices, due_on)
            return redirect("equipment:handed-over", made.code)
    if not devices and request.method == "GET":
        return redirect("equipment:hand-over")
    if form.errors:
        again = request.POST.copy()
        again["read"] = hash_of(words)  # the page shows the words as they are now, so that is what is signed next
        form.data = again
    first = signs_first(viewer.organisation, viewer.today)
    context = {"form": form, "words": words, "person": person, "due_on": due_on, "signs_first": first}
    return form_page(request, "equipment/loans/sign_at_door.html", context)


def _handed(request, form, person, devices, due_on):
    told = form.cleaned_data
    sent = [told[name] for name in ("first_photo", "second_photo") if told[name]]
    made = actions.hand_over(
        devices,
        person,
        due_on=due_on,
        signature=None if "later" in request.POST else form.signature,
        read=told["read"],
        once=told["once"],
        photos=[actions.Photo(each.name, each.read()) for each in sent],
        by=request.viewer,
        at=request.now,
    )
    request.session.pop(PICKING, None)
    words = f"{person.name} has it." if made.handed_at else f"Put aside until {person.name} signs."
    messages.success(request, words)
    _copied(request, made)
    return made


def _copied(request, made):
    """The copy is drawn after the act is safe: a machine that cannot draw it still hands things over."""
    signed = HandOver.objects.filter(pk=made.pk, signature__isnull=False).select_related("organisation").first()
    if signed is None:
        return
    try:
        copy_of(signed, by=request.viewer, at=request.now)
    except Refused as refusal:
        messages.warning(request, str(refusal))


@signed_in
def handed_over(request, code):
    viewer = request.viewer
    made = get_object_or_404(hand_overs_for(viewer).select_related("signature"), code=code)
    signature = getattr(made, "signature", None)
    due_on = _day(made.words["due_on"] or "")
    context = {
        "made": made,
        "words": made.words,
        "signature": signature,
        "due_on": due_on,
        "loans": made.loans.select_related("device").order_by("pk"),
        "may_sign": bool(access.may_sign_loan(viewer, made)),
        "may_hand_out": bool(access.may_hand_out(viewer, made)),
        "may_call_off": made.handed_at is None and bool(access.may_call_off(viewer, made)),
        "photos": made.photos.select_related("file"),
    }
    return render(request, "equipment/loans/handed_over.html", context)


@signed_in
def sign_loan(request, code):
    """The borrower signs by their own sign-in."""
    made = get_object_or_404(hand_overs_for(request.viewer), code=code)
    let_in(access.may_sign_loan(request.viewer, made))
    form = SignatureForm(request.viewer.name, typed(request), initial={"read": made.words_hash})
    if form.is_valid():
        with shown_on(form):
            read = form.cleaned_data["read"]
            actions.sign_loan(made, signature=form.signature, read=read, by=request.viewer, at=request.now)
            messages.success(request, "You have signed.")
            _copied(request, made)
            return redirect("equipment:handed-over", made.code)
    context = {"form": form, "made": made, "words": made.words, "due_on": _day(made.words["due_on"] or "")}
    return form_page(request, "equipment/loans/sign.html", context)


@signed_in
@require_POST
def hand_out(request, code):
    made = get_object_or_404(hand_overs_for(request.viewer), code=code)
    give = lambda: actions.hand_out(made, by=request.viewer, at=request.now)  # noqa: E731
    done_or_told(request, give, f"{made.person.name} has it.")
    return redirect("equipment:handed-over", made.code)


@signed_in
@require_POST
def call_off(request, code):
    made = get_object_or_404(hand_overs_for(request.viewer), code=code)
    off = lambda: actions.call_off(made, by=request.viewer, at=request.now)  # noqa: E731
    done_or_told(request, off, "Called off. The things are free again.")
    return redirect("equipment:handed-over", made.code)


@signed_in
@require_POST
def copy(request, code):
    """Make the sealed copy, where it was not made on signing."""
    made = get_object_or_404(hand_overs_for(request.viewer).filter(signature__isnull=False), code=code)
    _copied(request, made)
    return redirect("equipment:handed-over", made.code)


def _day(written):
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return None


def _uuid(written):
    try:
        return UUID(str(written))
    except ValueError:
        return None
