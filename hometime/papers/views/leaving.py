"""Pages on which papers leave: sign out, ask for leave, scan a set, take what leave covers, write down a print."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hometime.pages.moves import at_once, tried, typed
from hometime.people.access import signed_in

from .. import access, actions, forms
from .. import asking_the_policy as policy_says
from ..models import PaperSet
from ..queries import holder_of_set, requests_for, sets_for
from .common import policy_of_viewer

NO_POLICY = "Your school has no policy in force here yet. Ask your headteacher."
SAFE = "Signed out. Bring them back by {0}, and sign them in."


@signed_in
def sign_out(request):
    return _take(request, None)


@signed_in
def request_papers(request):
    """The same page: it asks for leave by itself where the policy wants leave."""
    return _take(request, None)


@signed_in
def scan(request, label):
    """What a label leads to: sign the set out; sign it in, if you have it; or read who has."""
    paper_set = get_object_or_404(PaperSet, label=label.upper(), organisation=request.viewer.organisation)
    held = holder_of_set(paper_set)
    if held and held.person_id == request.viewer.person.pk:
        return redirect("papers:return", held.code)
    if held or paper_set.retired_at:
        may = held is not None and bool(access.may_sign_in(request.viewer, held))
        return render(request, "papers/set_is_out.html", {"it": paper_set, "held": held, "may_sign_in": may})
    return _take(request, paper_set)


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
    return _form(request, form, "Sign them out", lede, "Sign them out", back="papers:papers")


@signed_in
def log_print(request):
    policy = policy_of_viewer(request)
    form = forms.PrintForm(typed(request), today=request.viewer.today)
    if form.is_valid():
        once = form.cleaned_data["once"]
        made = tried(form, lambda: actions.log_print(form.taking, once=once, by=request.viewer, at=request.now))
        if made:
            messages.success(request, "Written down. Pick the pages up now, and keep them as you would a school paper.")
            return redirect("papers:paper", made.code)
    says = _says_of_prints(policy, request.viewer.today)
    lede = "A page from school that you print at home is a school paper."
    return _form(request, form, "Printed at home", lede, "Write it down", says=says, back="papers:papers")


@signed_in
@require_POST
def withdraw(request, code):
    asked = get_object_or_404(requests_for(request.viewer), code=code)
    do = lambda: actions.withdraw_request(asked, by=request.viewer, at=request.now)  # noqa: E731
    return at_once(request, do, "You took it back.", "papers:requested", asked.code)


def _take(request, paper_set):
    policy = policy_of_viewer(request)
    if policy is None:
        messages.warning(request, NO_POLICY)
        return redirect("papers:papers")
    form = forms.TakeForm(typed(request), policy=policy, today=request.viewer.today, paper_set=paper_set)
    if form.is_valid():
        answer = _taken_or_asked(request, form, policy)
        if answer:
            return answer
    title = f"Take {paper_set.what}" if paper_set else "Take papers out of school"
    button = "Go on" if form.needs_leave else "Sign them out"
    says = _says_first(policy, request.viewer.today, form.needs_leave, paper_set)
    return _form(request, form, title, "", button, says=says, sets=not paper_set and sets_for(request.viewer)[:30])


def _taken_or_asked(request, form, policy):
    """Signed out where that is enough; asked where the policy wants leave."""
    told, taking, viewer, at = form.cleaned_data, form.taking, request.viewer, request.now
    asks = policy_says.demand(policy, taking.described, viewer.today)
    if told.get("already_left") or not (asks.needs_leave or asks.kind == policy_says.FORBIDDEN):
        left = bool(told.get("already_left"))
        do = lambda: actions.sign_out(taking, once=told["once"], by=viewer, at=at, already_left=left)  # noqa: E731
        made = tried(form, do)
        return made and _out(request, made)
    lasting = requests_for(viewer).filter(
        person=viewer.person, paper_set=form.paper_set, is_lasting=True, state="given", due_on__gte=viewer.today
    )
    leave = lasting.first() if form.paper_set else None
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
    messages.success(request, SAFE.format(f"{made.due_on:%-d %B}"))
    return redirect("papers:paper", made.code)


def _says_first(policy, today, needs_leave, paper_set):
    """What to think of before anything else: an electronic copy, and whether these may leave at all."""
    data, is_master = (paper_set.data, paper_set.is_master) if paper_set else ("personal", False)
    asks = policy_says.demand(policy, policy_says.Described(data, is_master), today)
    says = [*policy_says.offers_electronic_copy(policy), *asks.says]
    return says or ["Your policy does not say who may take papers. Signing them out shows where they are."]


def _says_of_prints(policy, today):
    if policy is None:
        return []
    return policy_says.at_home(policy, policy_says.Described("personal"), today, printed=True)


def _form(request, form, title, lede, button, *, says=(), sets=(), back="papers:papers"):
    context = {
        "form": form,
        "title": title,
        "lede": lede,
        "button": button,
        "says": says,
        "sets": sets,
        "back_to": back,
    }
    return render(request, "papers/form.html", context, status=422 if form.errors else 200)
