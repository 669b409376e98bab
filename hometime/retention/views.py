"""Pages: get rid of something; look through what you hold; certificates beside the register."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from hometime.lib.refusal import Refused
from hometime.lib.text import counted, day_in_words
from hometime.pages.moves import tried, typed
from hometime.pages.paging import one_page
from hometime.papers.asking_the_policy import policy_here
from hometime.papers.queries import out_with, still_away
from hometime.people.access import signed_in
from hometime.people.as_of import is_past, moment_of
from hometime.policy.routes import address_of

from . import access, actions, forms
from .actions.disposing import asks_its_day, routes_allowed
from .matching import CAN_BE_TICKED, matched, retired_without
from .models import Disposal
from .queries import certificates_for, disposals_for, held_away
from .reading import read_list, read_pasted

A_PAGE = 50


@signed_in
def dispose(request):
    viewer = request.viewer
    policy = policy_here(viewer.organisation, viewer.today)
    if policy is None:
        messages.warning(request, "Your school has no policy in force here yet. Ask your headteacher.")
        return redirect("/")
    mine = out_with(viewer.person, request.now, viewer.organisation)
    form = forms.DisposeForm(mine, asks_its_day(policy), typed(request))
    if form.is_valid():
        made = tried(form, lambda: _disposed(form, viewer, request.now))
        if made:
            messages.success(request, "Written down. Thank you for doing it safely.")
            return redirect("retention:dispose")
    says = [f"{Disposal.What(what).label}: {_ways(policy, what, viewer.today)}" for what in ("paper", "memory_stick")]
    rows = [_disposal_row(each) for each in disposals_for(viewer)[:10]]
    context = {"form": form, "says": says, "rows": rows, "elsewhere": _elsewhere()}
    return render(request, "retention/dispose.html", context, status=422 if form.errors else 200)


def _disposed(form, viewer, at):
    told = form.cleaned_data
    out = form.sign_out
    things = list(still_away(out).values_list("number", flat=True)) if out else []
    kept = {name: told[name] for name in ("what", "words", "data", "route", "once")}
    keep_until = told.get("keep_until")
    return actions.dispose(**kept, keep_until=keep_until, sign_out=out, things=things, by=viewer, at=at)


def _ways(policy, what, today):
    allowed = routes_allowed(policy, what, "personal", today)
    if len(allowed) == len(Disposal.Route.values):
        return "your policy names no way. Make sure that nobody can read it."
    return "; ".join(Disposal.Route(route).label.lower() for route in allowed) or "no way is named."


def _elsewhere():
    """Devices have their own pages."""
    pages = [("A device of your own", "equipment:dispose"), ("A school device", "equipment:mine")]
    return [(words, address_of(name)) for words, name in pages if address_of(name)]


@signed_in
def held(request):
    """What I have away from school, and whether I still need it."""
    viewer = request.viewer
    things = held_away(viewer.person, viewer.organisation, request.now)
    form = forms.HeldForm(things, typed(request))
    if form.is_valid():
        made = tried(form, lambda: _looked(form, viewer, request.now))
        if made:
            done = (
                "Written down. Bring back or destroy what you no longer need." if made.has_unneeded else "Written down."
            )
            messages.success(request, done)
            return redirect("retention:held")
    last = viewer.person.holding_reviews.filter(organisation=viewer.organisation).first()
    context = {"form": form, "last": last, "things": things}
    return render(request, "retention/held.html", context, status=422 if form.errors else 200)


def _looked(form, viewer, at):
    told = form.cleaned_data
    answers = {name: told[name] == "yes" for name in ("has_overdue", "has_unneeded")}
    return actions.look_through(needed=form.needed, **answers, once=told["once"], by=viewer, at=at)


@signed_in
def certificates(request):
    """Those there are, and what the register says is destroyed with no certificate: that comes first."""
    at = moment_of(request)
    may = access.may_read_certificates(request.viewer)
    if not may:
        messages.warning(request, str(may))
        return redirect("retention:held")
    rows = certificates_for(request.viewer).filter(created_at__lte=at)
    page = one_page(rows, request.GET.get("page"))
    without = retired_without(request.viewer.organisation)
    context = {
        "found": page,
        "rows": [_certificate_row(each) for each in page],
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
            return redirect("retention:certificate", made.code)
    context = {"form": form, "problems": problems[:20], "more": max(len(problems) - 20, 0)}
    return render(request, "retention/certificate_new.html", context, status=422 if form.errors else 200)


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
    """A PDF is kept as it is and its serials are pasted; anything else is read as a list."""
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
    it = get_object_or_404(certificates_for(request.viewer), code=code)
    rows = matched(it)
    may = access.may_change(request.viewer, it)
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
        "wrong": [row for row in rows if row.is_mismatch],
        "right": [row for row in rows if row.state not in CAN_BE_TICKED and not row.is_mismatch],
        "form": form,
        "may": bool(may),
        "may_withdraw": bool(access.may_withdraw(request.viewer, it)),
        "count": len(rows),
    }
    return render(
        request, "retention/certificate.html", context, status=422 if form is not None and form.errors else 200
    )


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
    return render(request, "retention/why.html", context, status=422 if form.errors else 200)


def _words(row):
    device = row.device
    state = "" if device.retired_at else " (the register has it as in use)"
    return f"{device.asset_code}: {device.make} {device.model}, {row.line.serial}{state}"


def _disposal_row(it):
    hint = f"{it.get_route_display()}. {it.created_by.name}, {day_in_words(it.created_at.date())}"
    return {"words": it.words, "hint": hint, "tag": it.get_what_display()}


def _certificate_row(it):
    state = "Withdrawn" if it.withdrawn_at else it.get_kind_display()
    href = reverse("retention:certificate", args=[it.code])
    return {"words": str(it), "href": href, "hint": f"Dated {day_in_words(it.dated_on)}", "tag": state}


def _device_row(device):
    words = f"{device.asset_code}: {device.make} {device.model}".strip()
    hint = f"{device.get_retired_how_display()}, serial {device.serial or 'not known'}"
    return {"words": words, "hint": hint, "tag": "No certificate", "tone": "caution"}
