"""Pages: the risk, the regulator’s questions with the PDF and the text to paste, letters, closing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from hometime.files import pdf
from hometime.lib.refusal import Refused
from hometime.pages.moves import form_page, tried, typed
from hometime.people.access import signed_in

from .. import access
from ..clock.running import clock_of, in_london
from ..looking.pages import act_page, fetch
from ..models import RegulatorNotice, Step
from . import actions, forms
from .letters import LETTER
from .regulator_form import answers_of, as_text, filled, groups


@signed_in
def decide(request, code):
    it, _ = fetch(request, code)
    form = forms.RiskForm(access.needs_advice(request.viewer, it), typed(request))
    do = lambda: actions.decide_risk(it, **form.said, by=request.viewer, at=request.now)  # noqa: E731
    rows = [
        {"term": f"{row.decided_by.name}, {in_london(row.decided_at)}", "detail": f"{row}: {row.reasons}"}
        for row in it.decisions.select_related("decided_by")
    ]
    may = access.may_decide(request.viewer, it)
    lede = clock_of(it, request.now).words
    return act_page(request, it, may, form, do, title="Judge the risk", button="Put it on record", rows=rows, lede=lede)


@signed_in
def regulator(request, code):
    """The first report, or what follows it."""
    it, _ = fetch(request, code)
    first = it.regulator_notices.filter(kind=RegulatorNotice.Kind.FIRST).first()
    may = access.may_change(request.viewer, it)
    if first:
        form = forms.FollowUpForm(typed(request))
        do = lambda: actions.follow_up(  # noqa: E731
            it, words=form.cleaned_data["words"], sent_at=form.moment, by=request.viewer, at=request.now
        )
        lede = f"The first report went on {in_london(first.sent_at)}. Its reference is {first.reference}."
        return act_page(request, it, may, form, do, title="Follow up with the regulator", button="Save", lede=lede)
    notice = forms.FirstNoticeForm(typed(request))
    do = lambda: actions.tell_regulator(  # noqa: E731
        it,
        reference=notice.cleaned_data["reference"],
        late_reasons=notice.cleaned_data["late_reasons"],
        sent_at=notice.moment,
        by=request.viewer,
        at=request.now,
    )
    lede = f"The hours end on {clock_of(it, request.now).ends_words}."
    return act_page(request, it, may, notice, do, title="The regulator was told", button="Save", lede=lede)


@signed_in
def pack(request, code):
    """The regulator’s questions, answered as far as the record goes; what is written here is kept."""
    it = _led(request, code)
    said = answers_of(it, request.viewer, request.now)
    form = forms.PackForm(groups(), typed(request), initial=said)
    may = access.may_change(request.viewer, it)
    if request.method == "POST" and form.is_valid():
        do = lambda: actions.answer_form(it, said=form.cleaned_data, by=request.viewer, at=request.now)  # noqa: E731
        if tried(form, do):
            messages.success(request, "Kept.")
            return redirect("incidents:pack", it.code)
    shown = [(group.name, [form[each.id] for each in group.fields]) for group in groups()]
    context = {
        "it": it,
        "form": form,
        "groups": shown,
        "may": bool(may),
        "text": as_text(filled(it, request.viewer, request.now)),
    }
    return form_page(request, "incidents/pack.html", context)


@signed_in
def pack_pdf(request, code):
    it = _led(request, code)
    title = f"What the regulator asks: {it.name}"
    context = {
        "it": it,
        "groups": filled(it, request.viewer, request.now),
        "clock": clock_of(it, request.now),
        "made": in_london(request.now),
        "by": request.viewer.name,
        "answers": [(in_london(n.sent_at), str(n), n.words or n.late_reasons) for n in it.regulator_notices.all()],
    }
    try:
        content = pdf.render("incidents/pack_pdf.html", context, title=title)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("incidents:pack", it.code)
    name = f"{it.name.lower().replace(' ', '-')}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@signed_in
def letters(request, code):
    it = _led(request, code)
    contact = request.viewer.name
    form = forms.LetterForm(
        typed(request),
        initial={"text": LETTER.format(contact=contact, school=it.organisation.name), "sent_on": request.viewer.today},
    )
    may = access.may_change(request.viewer, it)
    if request.method == "POST" and not may:
        messages.warning(request, str(may))
        return redirect("incidents:incident", it.code)
    if form.is_valid():
        do = lambda: actions.send_letter(it, **form.cleaned_data, by=request.viewer, at=request.now)  # noqa: E731
        if tried(form, do):
            messages.success(request, "Kept as it was sent.")
            return redirect("incidents:letters", it.code)
    sent = it.letters.order_by("sent_on", "pk")
    excused = it.steps.filter(kind=Step.Kind.LETTER, what__in=forms.EXCUSES)
    context = {
        "it": it,
        "form": form,
        "sent": sent,
        "excused": [(forms.EXCUSES[step.what], step) for step in excused.select_related("by")],
        "may": bool(may),
        "may_excuse": bool(access.may_decide(request.viewer, it)),
    }
    return form_page(request, "incidents/letters.html", context)


@signed_in
def letter(request, code, letter):
    it = _led(request, code)
    return render(request, "incidents/letter.html", {"it": it, "letter": get_object_or_404(it.letters, code=letter)})


@signed_in
def excuse(request, code):
    it, _ = fetch(request, code)
    form = forms.ExcuseForm(typed(request))
    do = lambda: actions.excuse_letters(it, **form.cleaned_data, by=request.viewer, at=request.now)  # noqa: E731
    may = access.may_decide(request.viewer, it)
    title, lede = "No letters are needed", "The law lets people go without a letter only in these cases."
    return act_page(request, it, may, form, do, title=title, button="Put it on record", lede=lede)


@signed_in
def close(request, code):
    it, _ = fetch(request, code)
    form = forms.CloseForm(typed(request))
    do = lambda: actions.close_incident(it, **form.cleaned_data, by=request.viewer, at=request.now)  # noqa: E731
    may = access.may_decide(request.viewer, it)
    lede = "Everything stays on record, whichever way it ends."
    return act_page(request, it, may, form, do, title="Close the report", button="Close it", said="Closed.", lede=lede)


@signed_in
def reopen(request, code):
    it, _ = fetch(request, code)
    form = forms.ReopenForm(typed(request))
    do = lambda: actions.reopen_incident(it, **form.cleaned_data, by=request.viewer, at=request.now)  # noqa: E731
    may = access.may_lead(request.viewer, it)
    return act_page(request, it, may, form, do, title="Open it again", button="Open it", said="Open again.")


def _led(request, code):
    """For those who lead it alone; to others this page is not there."""
    it, parts = fetch(request, code)
    if access.LEAD not in parts:
        raise Http404
    return it
