"""Pages: ask to go abroad; one request, decided in place."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.text import day_in_words
from hometime.pages.moves import form_page, typed
from hometime.people.access import signed_in
from hometime.policy.queries import policy_here

from ..views.moves import at_once, done, lines_page
from . import access, actions, forms
from .on_loan import on_loan_to
from .queries import abroad_for

ABROAD = ("overseas-working-authorisation", "overseas-equipment-authorisation")


@signed_in
def request_abroad(request):
    lent = on_loan_to(request.viewer.person, request.viewer.organisation, request.now)
    form = forms.AbroadForm(lent, typed(request))
    made = done(form, lambda: _ask(request, form))
    if made:
        messages.success(request, "Sent. Do not go with work or equipment until you have a yes.")
        return redirect(_address(made))
    rows = abroad_for(request.viewer), partial(_row, on=request.viewer.today)
    lede = (
        "Other countries have their own laws on work, tax and data, and what you can reach from there may be limited. "
        "Ask before you book."
    )
    return lines_page(request, "Going abroad", form, "Send it", rows, lede)


@signed_in
def abroad(request, code):
    it = _one(request, code)
    may = access.may_decide_abroad(request.viewer, it)
    form = forms.DecideForm(typed(request), takes_kit=bool(it.kit)) if may else None
    if done(form, lambda: _decide(request, it, form)):
        messages.success(request, f"Decided. {it.person.name} has been told.")
        return redirect(_address(it))
    if form is None and request.method == "POST":
        messages.warning(request, str(may))
        return redirect(_address(it))
    context = {"it": it, "form": form, "rows": _rows(it), **_open(request.viewer, it)}
    context |= {"state": it.shown_state(request.viewer.today), "says": _says(request.viewer) if form else []}
    return form_page(request, "arrangements/abroad.html", context)


@signed_in
@require_POST
def abroad_back(request, code):
    it = _one(request, code)
    return at_once(request, lambda **who: actions.note_back(it, **who), "Noted as back.", _address(it))


@signed_in
@require_POST
def abroad_withdraw(request, code):
    it = _one(request, code)
    return at_once(request, lambda **who: actions.withdraw_abroad(it, **who), "You took it back.", _address(it))


def _ask(request, form):
    told = {name: value for name, value in form.cleaned_data.items() if name != "understood"}
    told["works_there"] = told["works_there"] == "yes"
    return actions.ask_abroad(**told, by=request.viewer, at=request.now)


def _decide(request, it, form):
    told = form.cleaned_data
    insured = {"yes": True, "no": False}.get(told.get("is_insured", ""))
    who = {"by": request.viewer, "at": request.now}
    return actions.decide_abroad(it, is_yes=told["is_yes"] == "yes", reason=told["reason"], is_insured=insured, **who)


def _address(it):
    return reverse("arrangements:abroad", args=[it.code])


def _one(request, code):
    return get_object_or_404(abroad_for(request.viewer), code=code)


def _open(viewer, it):
    is_own = it.person_id == viewer.person.pk
    may_withdraw = bool(access.may_withdraw_abroad(viewer, it))
    return {"is_own": is_own, "may_back": bool(access.may_check_back(viewer, it)), "may_withdraw": may_withdraw}


def _says(viewer):
    """What the policy in force says of going abroad, for whoever decides."""
    policy = policy_here(viewer.organisation, viewer.today)
    if policy is None:
        return []
    rules = [rule for rule in policy.pack.rules if rule.control.id in ABROAD]
    return [(rule.says, [policy.clauses[name] for name in rule.cites]) for rule in rules]


def _row(it, on):
    words = f"{it.person.name}, {it.country}"
    return {
        "words": words,
        "hint": f"From {day_in_words(it.leaves_on)} until {day_in_words(it.returns_on)}",
        "tag": it.shown_state(on),
        "link": _address(it),
        "link_words": "Read it",
    }


def _rows(it):
    rows = [
        ("Country", it.country),
        ("From", day_in_words(it.leaves_on)),
        ("Until", day_in_words(it.returns_on)),
        ("Works there", "Yes" if it.works_there else "No"),
        ("Information", dict(forms.Arrangement.Data.choices).get(it.data, "")),
        ("Equipment", "; ".join(it.kit.splitlines()) or "None"),
        ("Decided by", it.decided_by.name if it.decided_by else ""),
        ("Why", it.reason),
        ("Insured there", {True: "Yes", False: "No"}.get(it.is_insured, "")),
    ]
    return [{"term": term, "detail": detail} for term, detail in rows if detail]
