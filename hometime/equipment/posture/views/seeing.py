"""Pages: my things; how a device stands; check it myself; look at it; set a reading by hand."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.text import day_in_words
from hometime.pages.moves import at_once, done_or_told, let_in, shown_on, typed
from hometime.pages.paging import one_page
from hometime.people.access import signed_in
from hometime.people.as_of import as_of, moment_of
from hometime.policy.queries import policy_here

from ...models import Device, Observation, Source
from ...queries import devices_for, held_by, working_on
from ...register.access import may_see_register
from ...reporting import report_address
from .. import access, actions
from ..clock import Clock
from ..facts import known_of
from ..forms import CheckForm, OverruleForm
from ..queries import loans_of_computers, observations_of, posture_of
from ..readings import FACTS
from ..showing import other_things, rows_of, things_among, things_of
from ..words import fact_words, value_words
from ..wrong import Judge, password_rule
from .reading import act, device_and_holder

SHOWN = 40  # of all that was ever told; the newest
OURS = (
    "device.meets_list",
    "device.backed_up",
    "device.antispyware",
    "device.school_data_left",
)  # asked of own devices


@signed_in
def mine(request):
    viewer = request.viewer
    at = request.now
    things = things_of(viewer.person, viewer.organisation, at)
    context = {
        "things": things,
        "works_on": working_on([thing.device for thing in things]),
        "others": other_things(viewer.person, viewer.organisation, at),
        "report": report_address(None),
    }
    return render(request, "equipment/posture/mine.html", context)


@require_POST
@signed_in
def work_on(request, code):
    device, _ = device_and_holder(request, code, request.now)
    done = f"Noted. From now on you work on {device}."
    return at_once(request, lambda: actions.work_on(device, by=request.viewer, at=request.now), done, "equipment:mine")


@signed_in
def standing(request):
    """Every computer that somebody has, and how it stands; for those who look after them."""
    let_in(may_see_register(request.viewer))
    at, organisation = moment_of(request), request.viewer.organisation
    found = one_page(loans_of_computers(organisation, at), request.GET.get("page"))
    things = things_among([(loan.device, loan.person) for loan in found], organisation, at)
    return render(request, "equipment/posture/standing.html", {"found": found, "things": things})


@signed_in
def posture(request, code):
    at = moment_of(request)
    device, holder = device_and_holder(request, code, at)
    readings = posture_of(device, at)
    viewer, is_now = request.viewer, not as_of(request).is_past
    may_look = is_now and bool(access.may_look(viewer, device, holder))
    rows = [
        (row, is_now and bool(access.may_overrule(viewer, device, holder, row.reading)))
        for row in rows_of(readings, at)
    ]
    context = {
        "device": device,
        "holder": holder,
        "rows": [(row, may and row.fact in FACTS, may_look and row.by_hand_until) for row, may in rows],
        "events": [_event(each) for each in observations_of(device, at)[:SHOWN]],
        "may_declare": is_now and bool(access.may_declare(viewer, device, holder)),
        "may_look": may_look,
        "may_scan": is_now and bool(access.may_scan(viewer, device, holder)),
    }
    return render(request, "equipment/posture/posture.html", context)


@signed_in
def device_check(request, code=None):
    """Without a device: the one somebody has, or a choice of them."""
    if code is None:
        return _which(request, "equipment:device-check", "Which device do you want to check?")
    device, holder = device_and_holder(request, code, request.now)
    let_in(access.may_declare(request.viewer, device, holder))
    policy = policy_here(device.organisation, request.viewer.today)
    facts, rules = _questions(device, policy, request), password_rule(policy, request.viewer.today)
    form = CheckForm(device, facts, typed(request), rules=rules)
    if form.is_valid():
        with shown_on(form):
            once = form.cleaned_data["once"]
            actions.declare(device, form.told, by=request.viewer, at=request.now, once=once)
            messages.success(request, "Thank you. We looked again: this is how it stands.")
            return redirect("equipment:mine")
    lede = "Look at the device and say what you see. Nobody expects you to know it all."
    return act(
        request,
        form,
        title=f"Check {device.asset_code}",
        lede=lede,
        button="Look again",
        back=reverse("equipment:mine"),
    )


@signed_in
def device_look(request, code):
    device, holder = device_and_holder(request, code, request.now)
    let_in(access.may_look(request.viewer, device, holder))
    facts = _questions(device, policy_here(device.organisation, request.viewer.today), request)
    form = CheckForm(device, facts, typed(request), may_doubt=False)
    if form.is_valid():
        with shown_on(form):
            once = form.cleaned_data["once"]
            actions.look_at(device, form.told, by=request.viewer, at=request.now, once=once)
            return redirect("equipment:posture", device.code)
    lede = "Only what you saw with your own eyes. Leave the rest."
    return act(request, form, title=f"Look at {device.asset_code}", lede=lede, button="Save", back=_posture(device))


@signed_in
def overrule(request, code, name):
    device, holder = device_and_holder(request, code, request.now)
    fact = f"device.{name}"
    if fact not in FACTS:
        raise Http404
    reading = posture_of(device, request.now).get(fact)
    let_in(access.may_overrule(request.viewer, device, holder, reading))
    assert reading is not None  # nothing to overrule would have been refused
    form = OverruleForm(fact, typed(request), request.FILES or None)
    if form.is_valid():
        with shown_on(form):
            told = form.cleaned_data
            photo = told["photo"]
            actions.overrule(
                device,
                fact=fact,
                value=form.answer,
                words=told["words"],
                days=told["days"],
                photo=photo.read(),
                photo_name=photo.name,
                by=request.viewer,
                at=request.now,
            )
            return redirect("equipment:posture", device.code)
    said = f"{fact_words(fact)}: {value_words(fact, reading.value)}, says {reading.source_words}."
    lede = f"{said} If you saw that this is wrong, put it right for a time."
    return act(request, form, title="Set a reading by hand", lede=lede, button="Set it", back=_posture(device))


@require_POST
@signed_in
def overrule_end(request, code):
    rows = Observation.objects.filter(device__in=devices_for(request.viewer), source=Source.OVERRULED)
    row = get_object_or_404(rows.select_related("device__organisation"), code=code)
    done_or_told(
        request, lambda: actions.end_overruling(row, by=request.viewer, at=request.now), "The readings count again."
    )
    return redirect("equipment:posture", row.device.code)


def _which(request, name, title):
    held = held_by(request.viewer.person, request.now, organisation=request.viewer.organisation)
    computers = [device for device in held if device.is_computer]
    if len(computers) == 1:
        return redirect(name, computers[0].code)
    rows = [{"words": str(device), "href": reverse(name, args=[device.code])} for device in computers]
    return render(request, "equipment/posture/which.html", {"title": title, "rows": rows})


def _questions(device, policy, request):
    """What the policy in force asks of such a device, what is wrong with it first; all there is where it asks nothing."""
    judge = Judge.of(policy, request.viewer.today) if policy else None
    asked = judge.asked_of(device) if judge else frozenset()
    skipped = () if device.owner == Device.Owner.MINE else OURS
    facts = [fact for fact in FACTS if fact in asked] or [fact for fact in FACTS if fact not in skipped]
    known = known_of(posture_of(device, request.now), Clock(None), request.viewer.today, None)
    wrong = [each.fact for each in judge.wrong_with(device, known)] if judge else []
    return sorted(facts, key=lambda fact: wrong.index(fact) if fact in wrong else len(wrong))


def _posture(device):
    return reverse("equipment:posture", args=[device.code])


def _event(row):
    back = row.seen_list is not None and row.seen_list.withdrawn_at is not None
    told = row.get_source_display() if row.created_by is None else f"{row.get_source_display()}, {row.created_by.name}"
    value = "" if row.fact == "contact" else f": {value_words(row.fact, row.value)}"
    until = f" Until {day_in_words(row.good_until.date())}." if row.good_until else ""
    return {
        "when": row.seen_at,
        "what": f"{fact_words(row.fact)}{value}",
        "detail": f"{told}. {row.words}{until}{' The list was taken back.' if back else ''}".strip(),
        "photo": row.photo,
    }
