"""Pages: electrical tests, a tester’s whole list, what is out of use, upkeep, and settings for everybody."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hometime.lib.text import counted, day_in_words
from hometime.pages.moves import done_or_told, let_in, shown_on, typed
from hometime.pages.paging import PAGE
from hometime.people.access import signed_in
from hometime.people.as_of import is_past, moment_of
from hometime.policy.queries import policy_here

from ...queries import devices_for
from .. import access, due
from .. import school_forms as forms
from ..actions import inspections as actions
from ..actions.settings import record_setting
from ..policy import months_between_tests, rules_under, said_by
from ..queries import services_for, settings_for
from ..settings_facts import facts_to_set
from ..visits import read_visit
from .pages import listed, sent, task

TAGS = {
    due.NEVER: ("Never tested", "caution"),
    due.FAILED: ("Failed", "stop"),
    due.OVERDUE: ("Overdue", "stop"),
    due.DUE: ("Due soon", "caution"),
    due.IN_DATE: ("In date", "ok"),
}
NOT_ASKED = "The policy does not ask for electrical tests. You can still keep a record of them."


@signed_in
def inspect(request):
    viewer, at = request.viewer, moment_of(request)
    may = access.may_look_after(viewer)
    policy = policy_here(viewer.organisation, viewer.today)
    months = months_between_tests(policy, viewer.today)
    form = (
        forms.InspectionForm(viewer.organisation, typed(request), initial={"checked_on": viewer.today}) if may else None
    )
    if form is None and request.method == "POST":
        let_in(may)
    if form is not None and form.is_valid():
        told = form.cleaned_data
        one = actions.Checked(told["asset_code"], told["result"] == "pass", told["label"], told["words"])
        act = lambda: actions.record_inspections(  # noqa: E731
            [one], checked_on=told["checked_on"], tester=told["tester"], by=viewer, at=request.now
        )
        went = sent(request, form, act, f"{one.device}: on record.", "equipment:inspect")
        if went:
            return went
    found = due.standings(viewer.organisation, at, timezone.localdate(at), months) if may else _mine(viewer, at, months)
    acts = bool(may) and not is_past(request)
    return listed(
        request,
        "Electrical tests",
        form=form,
        button="Put it on record",
        rows=found,
        row=lambda each: _row(each, acts),
        lede=f"Equipment is tested every {counted(months, 'month')}." if months else NOT_ASKED,
        said=said_by(policy, rules_under(policy, "electrical-inspection")),
        links=[("Enter a tester’s whole list", reverse("equipment:inspect-visit"))] if acts else [],
        template="tests",
    )


def _mine(viewer, at, months):
    """What is in the viewer’s own hands."""
    on = timezone.localdate(at)
    mine = set(devices_for(viewer).values_list("pk", flat=True))
    rows = due.devices_to_test(viewer.organisation, at, on).filter(pk__in=mine)
    return [due.standing_of(each, on, months) for each in rows]


def _row(each, acts):
    tag, tone = TAGS[each.state]
    last = f"Last tested {day_in_words(each.checked_on)}" if each.checked_on else ""
    until = f", good until {day_in_words(each.good_until)}" if each.good_until else ""
    row = task(
        str(each.device),
        href=reverse("equipment:device", args=[each.device.code]),
        hint=f"{last}{until}",
        tag="Out of use" if each.is_withdrawn else tag,
        tone="stop" if each.is_withdrawn else tone,
    )
    href = reverse("equipment:inspect-withdraw", args=[each.device.code])
    return row | {"act": {"words": "Take it out of use", "href": href}} if acts and each.is_to_withdraw else row


@signed_in
@require_POST
def inspect_withdraw(request, code):
    device = get_object_or_404(devices_for(request.viewer), code=code)
    act = lambda: actions.withdraw_overdue(device, by=request.viewer, at=request.now)  # noqa: E731
    done_or_told(request, act, f"{device} is out of use. Whoever has it has been told.")
    return redirect("equipment:inspect")


@signed_in
def inspect_visit(request):
    """A whole visit at once: read first, with every problem by its line; entered only when all of it is right."""
    viewer = request.viewer
    let_in(access.may_look_after(viewer))
    form = forms.VisitForm(typed(request), initial={"checked_on": viewer.today})
    if form.is_valid():
        told = form.cleaned_data
        visit = read_visit(told["lines"], viewer.organisation)
        for problem in visit.problems[:PAGE]:
            form.add_error("lines", problem)
        if not visit.problems:
            with shown_on(form):
                made = actions.record_inspections(
                    visit.tested, checked_on=told["checked_on"], tester=told["tester"], by=viewer, at=request.now
                )
                messages.success(request, f"{counted(len(made), 'test')} entered.")
                return redirect("equipment:inspect")
    return listed(
        request,
        "Enter a tester’s list",
        form=form,
        button="Enter all of it",
        lede="Nothing is entered until every line can be read.",
        back=reverse("equipment:inspect"),
    )


@signed_in
def service(request):
    viewer, at = request.viewer, moment_of(request)
    let_in(access.may_look_after(viewer))
    form = forms.ServiceForm(viewer.organisation, typed(request), initial={"done_on": viewer.today})
    if form.is_valid():
        told = form.cleaned_data
        act = lambda: actions.record_service(  # noqa: E731
            told["asset_code"], done_on=told["done_on"], words=told["words"], by=viewer, at=request.now
        )
        went = sent(request, form, act, f"{told['asset_code']}: on record.", "equipment:service")
        if went:
            return went
    policy = policy_here(viewer.organisation, viewer.today)
    return listed(
        request,
        "Looking after equipment",
        form=form,
        button="Put it on record",
        rows=services_for(viewer).filter(created_at__lte=at).order_by("-done_on", "-pk"),
        row=lambda each: task(
            str(each.device),
            href=reverse("equipment:device", args=[each.device.code]),
            hint=f"{day_in_words(each.done_on)}, by {each.created_by.name}: {each.words}",
        ),
        lede="Say when a device was looked over, and what was put right.",
        said=said_by(policy, rules_under(policy, "school-equipment-maintenance")),
    )


@signed_in
def settings(request):
    viewer, at = request.viewer, moment_of(request)
    let_in(access.may_keep_settings(viewer))
    policy = policy_here(viewer.organisation, viewer.today)
    facts = facts_to_set(policy, viewer.today)
    form = forms.SettingForm(facts, typed(request), initial={"seen_on": viewer.today}) if facts else None
    if form is not None and form.is_valid():
        told = form.cleaned_data
        with shown_on(form):
            for fact, value in form.values:
                record_setting(
                    fact, value=value, seen_on=told["seen_on"], words=told["words"], by=viewer, at=request.now
                )
            messages.success(request, "On record. It counts for everybody here.")
            return redirect("equipment:settings")
    names = {fact.name: fact for fact in facts}
    rules = [rule for rule in policy.pack.rules if rule.control.act == "equipment:settings"] if policy else []
    return listed(
        request,
        "How signing in and access are set",
        form=form,
        button="Put it on record",
        rows=settings_for(viewer, at),
        row=lambda each: _setting(each, names),
        lede="Everybody’s answers depend on this. Look at it yourself, then say what you saw.",
        said=said_by(policy, rules),
    )


def _setting(each, names):
    fact = names.get(each.fact)
    words = fact.ask if fact else each.fact
    value = {True: "Yes", False: "No"}.get(each.value) if isinstance(each.value, bool) else None
    shown = value or (fact.values.get(each.value, each.value) if fact else each.value)
    return task(words, hint=f"{shown}. {each.created_by.name}, {day_in_words(each.seen_on)}: {each.words}")
