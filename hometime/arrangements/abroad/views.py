"""Pages: ask to go abroad; one request, decided in place."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.text import day_in_words
from hometime.pages.moves import typed
from hometime.people.access import signed_in

from ..views.moves import at_once, done, lines_page, status_of
from . import access, actions, forms
from .on_loan import on_loan_to
from .queries import abroad_for


@signed_in
def request_abroad(request):
    lent = on_loan_to(request.viewer.person, request.viewer.organisation, request.now)
    form = forms.AbroadForm(lent, typed(request))
    made = done(form, lambda: _ask(request, form))
    if made:
        messages.success(request, "Sent. Do not go with work or equipment until you have a yes.")
        return redirect(_address(made))
    rows = abroad_for(request.viewer), _row
    lede = "Other countries have their own laws on work and data. Ask before you book."
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
    return render(request, "arrangements/abroad.html", context, status=status_of(form))


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
    may_withdraw = is_own and it.state == "asked"
    return {"is_own": is_own, "may_back": bool(access.may_check_back(viewer, it)), "may_withdraw": may_withdraw}


def _row(it):
    words = f"{it.person.name}, {it.country}"
    return {
        "words": words,
        "hint": f"From {day_in_words(it.leaves_on)}",
        "tag": it.get_state_display(),
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
