"""Pages: loans, one loan, take it back, another day, what the borrower says, overdue, who leaves with what."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hometime.lib.refusal import Refused
from hometime.lib.text import counted, day_in_words
from hometime.pages.links import link_to
from hometime.pages.moves import done_or_told, form_page, let_in, shown_on, typed
from hometime.pages.paging import one_page
from hometime.people.access import signed_in
from hometime.people.as_of import as_of, is_past, moment_of

from ..models import HandOver, HolderWord, Loan
from ..models.device import CALLED_BY, called
from ..queries import READERS, devices_for, loans_for
from ..register.finding import found_by
from ..register.forms import CodeForm
from ..register.lists import when
from . import access, due, returning
from .actions import Photo
from .forms import DueForm, ReturnForm, StillHaveForm


@signed_in
def loans(request):
    """What is out: everything, to those who look after it; one’s own, and one’s people’s, to others."""
    at, past = moment_of(request), is_past(request)
    viewer, q = request.viewer, request.GET.get("q", "")[:100]
    found = one_page(due.out_for(viewer, at, past=past, q=q), request.GET.get("page"))
    context = {
        "found": found,
        "rows": [_row(loan, at) for loan in found],
        "q": q,
        "then": as_of(request),
        "waiting": [] if past else _to_sign(viewer),
        "confirm": not past and due.has_to_confirm(viewer.person, at),
        "sees_all": viewer.has_role(*READERS),
        "may_overdue": bool(access.may_see_overdue(viewer)),
    }
    return render(request, "equipment/loans/loans.html", context)


def _to_sign(viewer):
    rows = HandOver.objects.filter(organisation=viewer.organisation, person=viewer.person, signature=None)
    return rows.filter(called_off_at=None, loans__ended_at=None).distinct().only("code", "handed_at")


def _row(loan, at):
    due_on, what = loan["due_then"], called(**{name: loan[f"device__{name}"] for name in CALLED_BY})
    late = due_on is not None and due_on < timezone.localdate(at)
    since = f"{loan['person__name']}, since {day_in_words(timezone.localdate(loan['lent_at']))}"
    return {
        "words": f"{what} {loan['device__asset_code']}",
        "href": link_to("equipment:loan", loan["code"]),
        "hint": f"{since}, due back {day_in_words(due_on)}" if due_on else since,
        "tag": ("Overdue", "beware") if late else ("Due back" if due_on else "Out", "plain"),
    }


@signed_in
def loan(request, code):
    viewer = request.viewer
    it = get_object_or_404(loans_for(viewer).select_related("hand_over", "ended_by", "photo"), code=code)
    words = list(it.words.all())
    context = {
        "it": it,
        "rows": _rows(it, words),
        "may_take_back": bool(access.may_take_back(viewer, it)),
        "may_set_due": bool(access.may_set_due(viewer, it)),
        "may_say": bool(access.may_say(viewer, it)),
        "data_off": any(word.says == HolderWord.Says.DATA_OFF for word in words),
        "may_see_hand_over": it.hand_over and (viewer.has_role(*READERS) or it.person_id == viewer.person.pk),
        "may_see_device": devices_for(viewer).filter(pk=it.device_id).exists(),
    }
    return render(request, "equipment/loans/loan.html", context)


def _rows(it, words):
    rows = [
        ("Thing", str(it.device)),
        ("With", it.person.name),
        ("Since", when(it.lent_at) if it.lent_at else "Put aside, not handed over"),
        ("Due back", day_in_words(it.due_on) if it.due_on else "No day"),
        *((word.get_says_display(), when(word.created_at)) for word in words),
        ("Back", when(it.returned_at) if it.returned_at else ""),
        ("Ended", it.get_ended_how_display() if it.ended_how and not it.returned_at else ""),
        ("Taken by", it.ended_by.name if it.ended_by else ""),
        ("How it was", it.get_condition_display()),
        ("Wiped", it.get_wiped_display()),
        ("Note", it.note),
    ]
    return [{"term": term, "detail": detail} for term, detail in rows if detail]


@signed_in
def return_by_code(request):
    """Type what is written on a thing that comes back; opening its label leads to the same place."""
    let_in(access.may_lend(request.viewer))
    form = CodeForm(typed(request))
    if form.is_valid():
        with shown_on(form):
            device = found_by(form.cleaned_data["typed"], request.viewer)
            if device is None:
                raise Refused("Nothing has that number.", "Check it, or search the register.")
            return redirect("equipment:return", device.code)
    return form_page(request, "equipment/loans/return_by_code.html", {"form": form})


@signed_in
def take_back(request, code):
    device = get_object_or_404(devices_for(request.viewer), code=code)
    it = Loan.objects.at(request.now).filter(device=device).select_related("device", "person").first()
    if it is None:
        messages.warning(request, f"{device} is not out with anybody.")
        return redirect("equipment:device", device.code)
    let_in(access.may_take_back(request.viewer, it))
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ReturnForm(device, *sent)
    if form.is_valid():
        with shown_on(form):
            told = dict(form.cleaned_data)
            sent_photo = told.pop("photo")
            photo = Photo(sent_photo.name, sent_photo.read()) if sent_photo else None
            returning.take_back(it, **told, photo=photo, by=request.viewer, at=request.now)
            messages.success(request, f"{device} is back. {it.person.name} has been told.")
            return redirect("equipment:loan", it.code)
    off = it.words.filter(says=HolderWord.Says.DATA_OFF).order_by("-created_at").first()
    context = {"form": form, "it": it, "device": device, "data_off": when(off.created_at) if off else ""}
    return form_page(request, "equipment/loans/take_back.html", context)


@signed_in
def loan_due(request, code):
    it = get_object_or_404(loans_for(request.viewer), code=code)
    let_in(access.may_set_due(request.viewer, it))
    form = DueForm(typed(request), initial={"due_on": it.due_on, "seen": it.due_on})
    if form.is_valid():
        with shown_on(form):
            returning.set_due(it, **form.cleaned_data, by=request.viewer, at=request.now)
            messages.success(request, f"Set. {it.person.name} has been told.")
            return redirect("equipment:loan", it.code)
    there = reverse("equipment:loan", args=[it.code])
    context = {"form": form, "title": "Change the day it is due back", "button": "Set it", "back": there}
    return form_page(request, "equipment/register/act.html", context)


@signed_in
@require_POST
def data_off(request, code):
    it = get_object_or_404(loans_for(request.viewer), code=code)
    words = "Kept: your data is off it."
    says = HolderWord.Says.DATA_OFF
    done_or_told(request, lambda: returning.say(it, says=says, by=request.viewer, at=request.now), words)
    return redirect("equipment:loan", it.code)


@signed_in
def still_have(request):
    """Once a year: each thing, still there or not."""
    waiting = list(due.to_confirm(request.viewer.person, request.now).filter(organisation=request.viewer.organisation))
    form = StillHaveForm(waiting, typed(request))
    if waiting and form.is_valid():
        with shown_on(form):
            for it, says in form.answers:
                returning.say(it, says=says, by=request.viewer, at=request.now)
            missing = sum(says == HolderWord.Says.NOT_HERE for _, says in form.answers)
            messages.success(request, "Thank you. Your answers are kept.")
            if missing:
                messages.warning(request, f"Somebody will help you to find {counted(missing, 'thing')}.")
            return redirect("equipment:loans")
    context = {"form": form, "waiting": waiting}
    return form_page(request, "equipment/loans/still_have.html", context)


@signed_in
def overdue(request):
    let_in(access.may_see_overdue(request.viewer))
    at = moment_of(request)
    late = due.overdue_for(request.viewer, at, past=is_past(request))
    found = one_page(late, request.GET.get("page"))
    context = {"found": found, "rows": [_row(each, at) for each in found]}
    return render(request, "equipment/loans/overdue.html", context)


@signed_in
def recall(request):
    """Who leaves, or has left, and what they still have."""
    let_in(access.may_see_overdue(request.viewer))
    at = moment_of(request)
    rows = due.leavers(request.viewer.organisation, at, loans_for(request.viewer))
    today = timezone.localdate(at)
    shown = [(each, "beware" if each.ends_on < today else "caution", day_in_words(each.ends_on)) for each in rows]
    return render(request, "equipment/loans/recall.html", {"rows": shown, "today": today})
