"""Pages: certificates, their serials, and what of them does not match the register."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from hometime.lib.refusal import Refused
from hometime.lib.text import counted, day_in_words
from hometime.pages.links import link_to
from hometime.pages.moves import form_page, let_in, tried, typed
from hometime.pages.paging import one_page
from hometime.people.access import signed_in
from hometime.people.as_of import is_past, moment_of

from .. import access, actions, forms
from ..matching import CAN_BE_TICKED, matched, retired_without
from ..models import Certificate, called
from ..queries import certificates_for
from ..reading import chosen, read_list, read_pasted
from ..serials import in_document

A_PAGE = 50
KINDS = dict(Certificate.Kind.choices)
SHOWN = ("code", "kind", "company", "reference", "dated_on", "withdrawn_at", "lines_at", "is_bare")


@signed_in
def certificates(request):
    """Those there are, and what the register says is destroyed with no certificate: that comes first."""
    at = moment_of(request)
    may = access.may_read_certificates(request.viewer)
    if not may:
        messages.warning(request, str(may))
        return redirect("retention:held")
    rows = certificates_for(request.viewer).filter(created_at__lte=at).values(*SHOWN)
    page = one_page(rows, request.GET.get("page"))
    without = retired_without(request.viewer.organisation, at)
    context = {
        "found": page,
        "rows": [_certificate_row(each, at, request.as_of.query) for each in page],
        "without": [_device_row(each) for each in without[:A_PAGE]],
        "more": max(len(without) - A_PAGE, 0),
        "may": not is_past(request) and bool(access.may_keep_certificates(request.viewer)),
    }
    return render(request, "retention/certificates.html", context)


@signed_in
def certificate_new(request):
    may = access.may_keep_certificates(request.viewer)
    if not may:
        messages.warning(request, str(may))
        return redirect("retention:held")
    form = forms.CertificateForm(typed(request), request.FILES or None)
    problems = ()
    if form.is_valid():
        made, problems = _added(request, form)
        if made:
            return redirect(_next_of(made), made.code)
    context = {"form": form, "problems": problems[:20], "more": max(len(problems) - 20, 0)}
    return form_page(request, "retention/certificate_new.html", context)


def _added(request, form):
    """The certificate; or None, with a sentence for each line that cannot be read, and nothing kept."""
    told = form.cleaned_data
    read = tried(form, lambda: _read(form))
    if read is None:
        return None, ()
    document, found = read
    if found and found.problems:
        form.add_error("file", f"{counted(len(found.problems), 'line')} cannot be read. Nothing was kept.")
        return None, found.problems
    kept = {name: told[name] for name in ("kind", "company", "reference", "dated_on", "once")}
    how = {"document": document, "found": found, "by": request.viewer, "at": request.now}
    return tried(form, lambda: actions.add_certificate(**kept, **how)), ()


def _read(form):
    """A PDF is kept as it is, and its serials follow unless they are typed here; anything else is read as a list."""
    pasted = form.cleaned_data["serials"].strip()
    document = form.upload
    is_paper = form.cleaned_data["kind"] == "paper"
    if document and document[1].startswith(b"%PDF"):
        return document, read_pasted(pasted) if pasted and not is_paper else None
    if document and not is_paper:
        return None, read_list(document[1])
    if document:
        raise Refused("A certificate for papers is a PDF.", "Save it as a PDF, and try again.")
    return None, read_pasted(pasted) if pasted and not is_paper else None


@signed_in
def certificate(request, code):
    """Its lines beside the register, what does not match first; matching devices are ticked off here."""
    at, past = moment_of(request), is_past(request)
    it = get_object_or_404(certificates_for(request.viewer).filter(created_at__lte=at), code=code)
    rows = matched(it, at)
    may = not past and bool(access.may_change(request.viewer, it))
    can = [(row.line.pk, _words(row)) for row in rows if row.state in CAN_BE_TICKED]
    form = forms.TickForm(can, typed(request)) if may and can else None
    if form is not None and form.is_valid():
        told = form.cleaned_data
        done = tried(
            form, lambda: actions.tick_off(it, told["lines"], how=told["how"], by=request.viewer, at=request.now)
        )
        if done:
            messages.success(request, f"{counted(len(done), 'device is', 'devices are')} ticked off.")
            return redirect("retention:certificate", it.code)
    context = {
        "it": it,
        "is_withdrawn": it.withdrawn_at is not None and it.withdrawn_at <= at,
        "may_add_lines": may and bool(access.may_add_lines(request.viewer, it)),
        "wrong": [row for row in rows if row.is_mismatch],
        "right": [row for row in rows if row.state not in CAN_BE_TICKED and not row.is_mismatch],
        "form": form,
        "may": may,
        "may_withdraw": not past and bool(access.may_withdraw(request.viewer, it)),
        "count": len(rows),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "retention/certificate.html", context, status=status)


def _next_of(made):
    """A PDF whose serials nobody has typed is read now."""
    is_bare = made.document is not None and made.kind == made.Kind.EQUIPMENT and not made.lines.exists()
    return "retention:serials" if is_bare else "retention:certificate"


@signed_in
def serials(request, code):
    """What may be serials in the PDF, beside the register; somebody ticks what is right, and types what is not there."""
    it = get_object_or_404(certificates_for(request.viewer), code=code)
    let_in(access.may_add_lines(request.viewer, it))
    found = in_document(it, request.now)
    form = forms.SerialsForm(found.rows, typed(request))
    if form.is_valid():
        told = form.cleaned_data
        confirm = lambda: chosen([found.reads[key] for key in told["found"]], told["typed"])  # noqa: E731
        made = tried(form, lambda: actions.add_lines(it, confirm(), by=request.viewer, at=request.now))
        if made:
            messages.success(request, f"{counted(made.lines.count(), 'serial is', 'serials are')} kept.")
            return redirect("retention:certificate", it.code)
    context = {"it": it, "form": form, "found": found}
    return form_page(request, "retention/serials.html", context)


@signed_in
def line_settle(request, code, number):
    it = get_object_or_404(certificates_for(request.viewer), code=code)
    line = get_object_or_404(it.lines, pk=number)
    do = lambda words: actions.settle_line(line, words=words, by=request.viewer, at=request.now)  # noqa: E731
    return _why(request, it, f"Line {line.number}: {line.written}", "Settle it", do, "Settled.")


@signed_in
def certificate_withdraw(request, code):
    it = get_object_or_404(certificates_for(request.viewer), code=code)
    do = lambda words: actions.withdraw_certificate(it, why=words, by=request.viewer, at=request.now)  # noqa: E731
    return _why(request, it, f"Withdraw {it}", "Withdraw it", do, "Withdrawn.")


def _why(request, it, title, button, do, done):
    form = forms.WhyForm(typed(request))
    if form.is_valid() and tried(form, lambda: do(form.cleaned_data["words"])):
        messages.success(request, done)
        return redirect("retention:certificate", it.code)
    context = {"form": form, "it": it, "title": title, "button": button}
    return form_page(request, "retention/why.html", context)


def _words(row):
    device = row.device
    state = "" if device.retired_at else " (the register has it as in use)"
    return f"{device.asset_code}: {device.make} {device.model}, {row.line.serial}{state}"


def _certificate_row(it, at, query):
    tag, tone = KINDS[it["kind"]], "plain"
    if it["withdrawn_at"] and it["withdrawn_at"] <= at:
        tag = "Withdrawn"
    elif it["is_bare"] or (it["lines_at"] and it["lines_at"] > at):
        tag, tone = "Serials missing", "caution"
    words, hint = called(it["company"], it["reference"]), f"Dated {day_in_words(it['dated_on'])}"
    href = link_to("retention:certificate", it["code"]) + query
    return {"words": words, "href": href, "hint": hint, "tag": tag, "tone": tone}


def _device_row(device):
    words = f"{device.asset_code}: {device.make} {device.model}".strip()
    hint = f"{device.get_retired_how_display()}, serial {device.serial or 'not known'}"
    return {"words": words, "hint": hint, "tag": "No certificate", "tone": "caution"}
