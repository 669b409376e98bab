"""Pages: a sheet to print for people to sign by hand, and the signed sheet entered."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hometime.files.pdf import render as render_pdf
from hometime.lib.refusal import Refused
from hometime.pages.moves import form_page, let_in, tried
from hometime.people.access import signed_in
from hometime.policy.queries import policy_of

from .. import lists
from ..access import may_enter_sheet
from ..actions import signing as actions
from ..forms import SheetForm
from ..queries import people_kept_by
from ..rounds import first_day_to_sign, versions_on_paper
from ..signing import declarations
from ..uploads import Upload

NOBODY = "Nobody has anything to sign on paper."
CHANGED = "The policy changed since the sheet was printed. Print a new sheet."


@signed_in
def sheet(request):
    """The sheet to print: everybody who has to sign, with room for a signature and a date."""
    viewer = request.viewer
    let_in(may_enter_sheet(viewer))
    version = version_on_paper(request)
    rows = waiting_rows(viewer, version) if version else []
    if not rows:
        return back(request, version, NOBODY)
    policy = policy_of(version.hash)
    context = {"rows": rows, "policy": policy, "version": version, "declares": declarations(policy, viewer.today)}
    context |= {"school": viewer.organisation.name, "is_coming": version.in_force_from > viewer.today}
    try:
        content = render_pdf("learning/sheet.html", context, title="Signing sheet")
    except Refused as refusal:
        return back(request, version, str(refusal))
    headers = {"Content-Disposition": 'attachment; filename="signing-sheet.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@signed_in
def sheet_enter(request):
    viewer = request.viewer
    let_in(may_enter_sheet(viewer))
    version = version_on_paper(request)
    if version is None and "version" in request.GET:
        return back(request, version, CHANGED)
    waiting = [row.person.pk for row in waiting_rows(viewer, version) if row.person != viewer.person] if version else []
    if not waiting:
        return back(request, version, NOBODY)
    people = people_kept_by(viewer).filter(pk__in=waiting).order_by("name", "pk")
    form = SheetForm(people, request.POST or None, request.FILES or None, says="Who signed the sheet?")
    if form.is_valid() and tried(form, lambda: enter(form.cleaned_data, version, viewer, request.now)):
        return back(request, version, "The signatures have been entered.", messages.SUCCESS)
    context = {"form": form, "version": version, "since": first_day_to_sign(version, viewer.organisation)}
    return form_page(request, "learning/sheet_enter.html", context)


def enter(typed, version, viewer, at):
    scan = Upload(typed["scan"].name, typed["scan"].read())
    who = list(typed["people"])
    return actions.enter_sheet(version=version, people=who, signed_on=typed["signed_on"], scan=scan, by=viewer, at=at)


def version_on_paper(request):
    """The one the address names, as printed on the sheet; without a name the one in force."""
    versions = versions_on_paper(request.viewer.organisation, request.viewer.today)
    code = request.GET.get("version")
    return next((each for each in versions if code in (None, str(each.code))), None)


def waiting_rows(viewer, version):
    rows = lists.rows_of(list(people_kept_by(viewer).order_by("name", "pk")), viewer, version)
    return [row for row in rows if row.asked and not row.asked.holds]


def back(request, version, says, level=messages.WARNING):
    messages.add_message(request, level, says)
    there = reverse("learning:who-signed")
    return redirect(f"{there}?version={version.code}" if version else there)
