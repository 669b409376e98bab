"""Pages: begin an audit, go round with it, one device in a minute, close it and show the seed, the receipt."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hometime.files.pdf import may_render
from hometime.lib.refusal import Refused
from hometime.lib.text import counted, day_in_words
from hometime.pages.moves import done_or_told, form_page, let_in, shown_on, typed
from hometime.people.access import signed_in

from ..queries import READERS
from . import access, actions, papers
from .drawing import draw, seal_of
from .forms import FoundForm, PutRightForm, StartForm, UnexpectedForm
from .queries import audits_for, checks_for

EARLIER = 20


@signed_in
def audit(request):
    """The audits of the school, and a new one."""
    viewer = request.viewer
    let_in(access.may_see_audits(viewer))
    rows = list(audits_for(viewer)[:EARLIER])
    is_open = any(row.closed_at is None for row in rows)
    may = bool(access.may_audit(viewer)) and not is_open
    form = StartForm(typed(request)) if may else None
    if form is not None and form.is_valid():
        with shown_on(form):
            made = actions.start_audit(**form.cleaned_data, by=viewer, at=request.now)
            return redirect("equipment:audit-record", made.code)
    context = {"rows": [_row(row) for row in rows], "form": form}
    return form_page(request, "equipment/audits/audits.html", context)


@signed_in
def audit_record(request, code):
    """What was drawn and found; once closed, all it takes to draw again."""
    it = get_object_or_404(audits_for(request.viewer), code=code)
    checks = list(it.checks.select_related("checked_by"))
    context = {
        "it": it,
        "tasks": [_task(check, request.viewer) for check in checks],
        "left": sum(not check.outcome for check in checks),
        "may": bool(access.may_close(request.viewer, it)),
        "is_same": it.closed_at and _is_same(it, checks),
        "seal": _pieces(it.seal),
        "seed": _pieces(it.seed) if it.closed_at else [],
    }
    return render(request, "equipment/audits/audit.html", context)


@signed_in
def audit_seed(request, code):
    """For whoever wants to draw again: seed, pool and seal. Not before the audit is closed."""
    it = get_object_or_404(audits_for(request.viewer).filter(closed_at__isnull=False), code=code)
    told = {
        "seed": it.seed,
        "size": it.size,
        "pool": it.pool,
        "seal": it.seal,
        "drawn": draw(it.seed, it.size, it.pool),
    }
    return JsonResponse(told, headers={"Content-Disposition": 'attachment; filename="audit.json"'})


@signed_in
def audit_table(request, code):
    """The same for a spreadsheet."""
    it = get_object_or_404(audits_for(request.viewer).filter(closed_at__isnull=False), code=code)
    headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
    return HttpResponse(papers.table_of(it), content_type="text/csv; charset=utf-8", headers=headers)


@signed_in
def audit_report(request, code):
    """All of a closed audit on paper, sealed: to give to whoever asks."""
    it = get_object_or_404(audits_for(request.viewer).filter(closed_at__isnull=False), code=code)
    let_in(may_render())
    headers = {"Content-Disposition": 'attachment; filename="audit.pdf"'}
    return HttpResponse(papers.report_of(it), content_type="application/pdf", headers=headers)


@signed_in
def audit_check(request, code):
    """One device: what was found, or the minute in which that is written down."""
    it = get_object_or_404(checks_for(request.viewer), code=code)
    if it.outcome:
        return render(request, "equipment/audits/check_done.html", _done(it, request.viewer))
    let_in(access.may_check(request.viewer, it))
    is_sent = request.method == "POST"
    form = FoundForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_valid():
        with shown_on(form):
            told = dict(form.cleaned_data)
            photo = told.pop("photo")
            given = {"photo": photo.read(), "photo_name": photo.name} if photo else {}
            yes = {name: told.pop(name) == "yes" for name in ("is_found", "was_handed_over")}
            done = actions.check_device(it, **yes, **told, **given, by=request.viewer, at=request.now)
            messages.success(request, f"{it} is done.")
            _receipt(request, done)
            return redirect("equipment:audit-record", it.audit.code)
    return form_page(request, "equipment/audits/check.html", {"it": it, "form": form})


@signed_in
def audit_unexpected(request, code):
    it = get_object_or_404(audits_for(request.viewer), code=code)
    let_in(access.may_close(request.viewer, it))
    form = UnexpectedForm(typed(request))
    if form.is_valid():
        with shown_on(form):
            actions.note_unexpected(it, **form.cleaned_data, by=request.viewer, at=request.now)
            return redirect("equipment:audit-record", it.code)
    back = reverse("equipment:audit-record", args=[it.code])
    context = {"form": form, "title": "Something that was not drawn", "button": "Write it down", "back": back}
    context["lede"] = "A device that is not on any list, or is not with the person the list says."
    return form_page(request, "equipment/posture/act.html", context)


@require_POST
@signed_in
def audit_receipt(request, code):
    """Where it could not be drawn at once."""
    it = get_object_or_404(checks_for(request.viewer).filter(checked_at__isnull=False), code=code)
    _receipt(request, it)
    return redirect("equipment:audit-check", it.code)


def _receipt(request, check):
    """Drawn after the act is safe: a machine that cannot draw it still keeps what was found."""
    try:
        papers.receipt_of(check, by=request.viewer, at=request.now)
    except Refused as refusal:
        messages.warning(request, str(refusal))


@require_POST
@signed_in
def audit_close(request, code):
    it = get_object_or_404(audits_for(request.viewer), code=code)
    done_or_told(
        request, lambda: actions.close_audit(it, by=request.viewer, at=request.now), "Closed. Its seed can now be seen."
    )
    return redirect("equipment:audit-record", it.code)


@require_POST
@signed_in
def audit_put_right(request, code):
    it = get_object_or_404(checks_for(request.viewer), code=code)
    form = PutRightForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    done_or_told(
        request, lambda: actions.put_right(it, words=words, by=request.viewer, at=request.now), "Noted as put right."
    )
    return redirect("equipment:audit-check", it.code)


@require_POST
@signed_in
def audit_give_back(request, code):
    it = get_object_or_404(checks_for(request.viewer), code=code)
    done_or_told(request, lambda: actions.give_back(it, by=request.viewer, at=request.now), "Noted as given back.")
    return redirect("equipment:audit-check", it.code)


def _row(audit):
    tag, tone = ("Closed", "plain") if audit.closed_at else ("Going on", "caution")
    words = f"{day_in_words(timezone.localtime(audit.created_at))}, {counted(audit.size, 'device')}"
    href = reverse("equipment:audit-record", args=[audit.code])
    return {"words": words, "href": href, "hint": f"Begun by {audit.created_by.name}", "tag": tag, "tone": tone}


def _task(check, viewer):
    tones = {"found": "ok", "missing": "stop", "unexpected": "caution"}
    may = bool(check.outcome) or bool(access.may_check(viewer, check))
    hint = f"With {check.holder_name}" if check.holder_name else ""
    if not may and check.holder_id == viewer.person.pk:
        hint = "With you: somebody else looks at it"
    tone = "caution" if check.outcome == "found" and check.findings else tones.get(check.outcome, "plain")
    tag = check.get_outcome_display() or "To be looked at"
    return {
        "words": str(check),
        "href": reverse("equipment:audit-check", args=[check.code]) if may else "",
        "hint": hint,
        "tag": f"{tag}, with findings" if check.outcome == "found" and check.findings else tag,
        "tone": tone,
    }


def _is_same(audit, checks):
    """Drawn again now: the same devices in the same order, and the seal is the one of the ledger."""
    drawn = draw(audit.seed, audit.size, audit.pool)
    return drawn == [str(check.device_code) for check in checks[: audit.size]] and audit.seal == seal_of(
        audit.seed, audit.size, audit.pool
    )


def _pieces(digest):
    """A phone may break the line between them."""
    return [digest[start : start + 8] for start in range(0, len(digest), 8)]


def _done(check, viewer):
    return {
        "it": check,
        "findings": papers.findings_of(check),
        "form": PutRightForm() if access.may_put_right(viewer, check) else None,
        "may_give_back": bool(access.may_give_back(viewer, check)),
        "sees_audit": viewer.has_role(*READERS),
    }
