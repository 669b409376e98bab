"""Pages on which papers leave, or stay: sign out, ask for leave, take what leave covers, a print, an electronic copy instead."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.text import day_in_words, in_words
from hometime.pages.moves import at_once, form_page, tried, typed
from hometime.people.access import signed_in
from hometime.policy.queries import NO_POLICY, policy_here

from .. import access, actions, forms
from .. import asking_the_policy as policy_says
from ..queries import requests_for, sets_for
from ..taking import described_together

SAFE = "Signed out. Bring them back by {0}, and sign them in."


@signed_in
def sign_out(request):
    return take(request, [])


@signed_in
def request_papers(request):
    """The same page: it asks for leave by itself where the policy wants leave."""
    return take(request, [])


@signed_in
def use_leave(request, code):
    asked = get_object_or_404(requests_for(request.viewer), code=code)
    may = access.may_use_leave(request.viewer, asked)
    if not may:
        messages.warning(request, str(may))
        return redirect("papers:requested", asked.code)
    form = forms.UseLeaveForm(typed(request), initial={"container": asked.container})
    if form.is_valid():
        told = form.cleaned_data
        made = tried(form, lambda: actions.sign_out_with_leave(asked, **told, by=request.viewer, at=request.now))
        if made:
            return _out(request, made)
    lede = f"{asked.what}: {asked.decided_by} said yes."
    return _form(request, form, "Sign them out", lede, "Sign them out")


@signed_in
def log_print(request):
    policy = policy_here(request.viewer.organisation, request.viewer.today)
    form = forms.PrintForm(typed(request), today=request.viewer.today)
    if form.is_valid():
        once = form.cleaned_data["once"]
        made = tried(form, lambda: actions.log_print(form.taking, once=once, by=request.viewer, at=request.now))
        if made:
            messages.success(request, "Written down. Pick the pages up now, and keep them as you would a school paper.")
            return redirect("papers:paper", made.code)
    says = _says_of_prints(policy, request.viewer.today)
    lede = "A page from school that you print at home is a school paper."
    return _form(request, form, "Printed at home", lede, "Write it down", says=says)


@signed_in
def instead(request):
    """The papers stay: an electronic copy is used, which is a line of the log."""
    policy = policy_here(request.viewer.organisation, request.viewer.today)
    if policy is None or not policy_says.asks_for_electronic_copy(policy, "personal", request.viewer.today):
        messages.warning(request, "Your policy does not mention electronic copies, so there is nothing to write down.")
        return redirect("papers:papers")
    it = sets_for(request.viewer).filter(label=request.GET.get("label", "")).first()
    form = forms.InsteadForm(typed(request), it=it)
    if form.is_valid():
        told = form.cleaned_data
        made = tried(form, lambda: actions.use_electronic_copy(**told, by=request.viewer, at=request.now))
        if made:
            places = in_words(policy_says.online_places(policy, request.viewer.today), "or")
            where = f" Keep it in {places}." if places else ""
            messages.success(request, f"Written down: the papers stay at school.{where}")
            return redirect("papers:paper", made.code)
    lede = "Leave the papers at school and work with a copy on a screen. If it is lost, nobody is harmed."
    here = instead_address(policy, request.viewer.today, [it] if it else [])
    title = f"Use an electronic copy of {it}" if it else "Use an electronic copy instead"
    return _form(request, form, title, lede, "Write it down", action=here)


def instead_address(policy, today, things):
    """Where to say that a copy does as well; empty where the policy does not ask."""
    if not policy_says.asks_for_electronic_copy(policy, "personal", today):
        return ""
    there = reverse("papers:instead")
    return f"{there}?label={things[0].label}" if things else there


@signed_in
@require_POST
def withdraw(request, code):
    asked = get_object_or_404(requests_for(request.viewer), code=code)
    do = lambda: actions.withdraw_request(asked, by=request.viewer, at=request.now)  # noqa: E731
    return at_once(request, do, "You took it back.", "papers:requested", asked.code)


def take(request, things):
    """Sign out, or ask: a list somebody writes, or what has a label."""
    policy = policy_here(request.viewer.organisation, request.viewer.today)
    if policy is None:
        messages.warning(request, str(NO_POLICY))
        return redirect("papers:papers")
    form = forms.TakeForm(typed(request), policy=policy, today=request.viewer.today, things=things)
    if form.is_valid():
        answer = taken_or_asked(request, form, policy)
        if answer:
            return answer
    title = f"Take {things[0]}" if things else "Take papers out of school"
    more = {
        "says": says_first(policy, request.viewer.today, things),
        "sets": not things and sets_for(request.viewer).exists(),
        "single": things[0] if things and things[0].is_single else None,
        "instead": instead_address(policy, request.viewer.today, things),
    }
    return _form(request, form, title, "", form.button, **more)


def taken_or_asked(request, form, policy):
    """Signed out where that is enough; asked where the policy wants leave."""
    told, taking, viewer, at = form.cleaned_data, form.taking, request.viewer, request.now
    asks = policy_says.demand(policy, taking.described, viewer.today)
    if told.get("already_left") or not (asks.needs_leave or asks.kind == policy_says.FORBIDDEN):
        left = bool(told.get("already_left"))
        do = lambda: actions.sign_out(taking, once=told["once"], by=viewer, at=at, already_left=left)  # noqa: E731
        made = tried(form, do)
        return made and _out(request, made)
    lasting = requests_for(viewer).filter(
        person=viewer.person, paper_set=taking.paper_set, is_lasting=True, state="given", due_on__gte=viewer.today
    )
    leave = lasting.first() if taking.paper_set else None
    if leave:
        how = {"container": told["container"], "once": told["once"]}
        made = tried(form, lambda: actions.sign_out_with_leave(leave, **how, by=viewer, at=at))
        return made and _out(request, made)
    return _asked(request, form)


def _asked(request, form):
    told = form.cleaned_data
    how = {"once": told["once"], "is_lasting": bool(told.get("is_lasting"))}
    made = tried(form, lambda: actions.request_papers(form.taking, **how, by=request.viewer, at=request.now))
    if not made:
        return None
    messages.success(request, "Asked. Leave the papers at school until you have a yes.")
    return redirect("papers:requested", made.code)


def _out(request, made):
    messages.success(request, SAFE.format(day_in_words(made.due_on)))
    return redirect("papers:paper", made.code)


def says_first(policy, today, things):
    """What to think of before anything else: an electronic copy, and whether these may leave at all."""
    told = described_together(things)
    asks = policy_says.demand(policy, policy_says.Described(told["data"], told["is_master"]), today)
    says = [*policy_says.offers_electronic_copy(policy), *asks.says]
    return says or ["Your policy does not say who may take papers. Signing them out shows where they are."]


def _says_of_prints(policy, today):
    if policy is None:
        return []
    return policy_says.at_home(policy, policy_says.Described("personal"), today, printed=True)


def _form(request, form, title, lede, button, **more):
    context = {"form": form, "title": title, "lede": lede, "button": button, "back_to": "papers:papers", **more}
    return form_page(request, "papers/form.html", context)
