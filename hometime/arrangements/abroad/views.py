"""Pages: ask to go abroad; one request, decided in place."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.refusal import Refused
from hometime.lib.text import day_in_words
from hometime.people.access import signed_in

from ..views.reading import typed
from . import access, actions, forms
from .queries import abroad_for


@signed_in
def request_abroad(request):
    form = forms.AbroadForm(typed(request))
    if form.is_valid():
        told = {name: value for name, value in form.cleaned_data.items() if name != "understood"}
        told["works_there"] = told["works_there"] == "yes"
        try:
            made = actions.ask_abroad(**told, by=request.viewer, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Sent. Do not go with work or equipment until you have a yes.")
            return redirect("arrangements:abroad", made.code)
    rows = [_row(each) for each in abroad_for(request.viewer)[:20]]
    lede = "Other countries have their own laws on work and data. Ask before you book."
    context = {"title": "Going abroad", "form": form, "button": "Send it", "rows": rows, "lede": lede}
    return render(request, "arrangements/everyday.html", context, status=422 if form.errors else 200)


@signed_in
def abroad(request, code):
    it = _one(request, code)
    may = access.may_decide_abroad(request.viewer, it)
    form = forms.DecideForm(typed(request), takes_kit=bool(it.kit)) if may else None
    if form is not None and form.is_valid():
        insured = {"yes": True, "no": False}.get(form.cleaned_data.get("is_insured", ""))
        told = {"is_yes": form.cleaned_data["is_yes"] == "yes", "reason": form.cleaned_data["reason"]}
        try:
            actions.decide_abroad(it, is_insured=insured, **told, by=request.viewer, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Decided. {it.person.name} has been told.")
            return redirect("arrangements:abroad", it.code)
    if form is None and request.method == "POST":
        messages.warning(request, str(may))
        return redirect("arrangements:abroad", it.code)
    context = {"it": it, "form": form, "rows": _rows(it), **_open(request.viewer, it)}
    return render(request, "arrangements/abroad.html", context, status=422 if form is not None and form.errors else 200)


@signed_in
@require_POST
def abroad_back(request, code):
    return _at_once(request, code, actions.note_back, "Noted as back.")


@signed_in
@require_POST
def abroad_withdraw(request, code):
    return _at_once(request, code, actions.withdraw_abroad, "You took it back.")


def _at_once(request, code, do, done):
    it = _one(request, code)
    try:
        do(it, by=request.viewer, at=request.now)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("arrangements:abroad", it.code)


def _one(request, code):
    return get_object_or_404(abroad_for(request.viewer), code=code)


def _open(viewer, it):
    is_own = it.person_id == viewer.person.pk
    return {"may_back": bool(access.may_check_back(viewer, it)), "may_withdraw": is_own and it.state == "asked"}


def _row(it):
    words = f"{it.person.name}, {it.country}"
    link = reverse("arrangements:abroad", args=[it.code])
    return {
        "words": words,
        "hint": f"From {day_in_words(it.leaves_on)}",
        "tag": it.get_state_display(),
        "link": link,
        "link_words": "Read it",
    }


def _rows(it):
    rows = [
        ("Country", it.country),
        ("From", day_in_words(it.leaves_on)),
        ("Until", day_in_words(it.returns_on)),
        ("Works there", "Yes" if it.works_there else "No"),
        ("Information", dict(forms.Arrangement.Data.choices).get(it.data, "")),
        ("Equipment", it.kit or "None"),
        ("Decided by", it.decided_by.name if it.decided_by else ""),
        ("Why", it.reason),
        ("Insured there", {True: "Yes", False: "No"}.get(it.is_insured, "")),
    ]
    return [{"term": term, "detail": detail} for term, detail in rows if detail]
