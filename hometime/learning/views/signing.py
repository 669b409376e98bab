"""Pages: sign, decline, my signatures, who has signed, ask people to sign."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib import csv
from hometime.lib.refusal import Refused
from hometime.pages.moves import form_page, let_in, shown_on
from hometime.pages.paging import FEWER, one_page
from hometime.people.access import signed_in
from hometime.policy.queries import policy_of

from .. import lists
from ..access import may_ask_everywhere, may_ask_to_sign, may_see_all_schools, may_see_signatures, may_sign
from ..actions import signing as actions
from ..actions.everywhere import ask_everywhere
from ..copies import copy_of
from ..forms import DeclineForm, RoundForm, SignForm
from ..queries import acknowledgements_for, own_acknowledgements
from ..rounds import changes_to_declare_at, not_asked_yet, places_to_ask, previous_of, versions_to_sign
from ..showing import by_section, handout_lights
from ..signing import all_asked_of, declarations, first_to_sign, round_of


@signed_in
def sign(request):
    viewer = request.viewer
    asked = what_to_sign(request)
    if asked is GONE:
        return gone(request)
    may = may_sign(viewer, asked)
    if asked is None or not may:
        return render(request, "learning/nothing_to_sign.html", {"asked": asked, "may": may})
    policy = policy_of(asked.version.hash)
    form = SignForm(declarations(policy, viewer.today), viewer.name, request.POST or None)
    if form.is_valid():
        with shown_on(form):
            signed = actions.sign_policy(version=asked.version, **form.cleaned_data, by=viewer, at=request.now)
            return signed_and_copied(request, signed)
    context = {
        "form": form,
        "asked": asked,
        "policy": policy,
        "sections": by_section(policy),
        "lights": handout_lights(policy),
    }
    return form_page(request, "learning/sign.html", context)


GONE = object()  # somebody was shown a version that is not one to sign any more


def what_to_sign(request):
    """The version named in the address, as the forms do, so that what was shown is what is signed; or the first that waits."""
    every = all_asked_of(request.viewer.person, request.viewer.organisation, request.viewer.today)
    if code := request.GET.get("version"):
        return next((each for each in every if str(each.version.code) == code), GONE)
    return first_to_sign(every)


def gone(request):
    messages.warning(request, "The policy changed while you were reading. Read it again, then sign it.")
    return redirect("learning:sign")


def signed_and_copied(request, signed):
    """The copy is drawn after the signature is safe: a machine that cannot draw it still takes signatures."""
    messages.success(request, "You have signed the policy.")
    try:
        copy_of(signed, by=request.viewer, at=request.now)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("learning:signature", signed.code)


@signed_in
def decline(request):
    viewer = request.viewer
    asked = what_to_sign(request)
    if asked is GONE:
        return gone(request)
    may = may_sign(viewer, asked)
    if asked is None or not may:
        return render(request, "learning/nothing_to_sign.html", {"asked": asked, "may": may})
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        with shown_on(form):
            actions.decline_policy(version=asked.version, **form.cleaned_data, by=viewer, at=request.now)
            messages.success(request, "Your answer is saved. The headteacher and the policy owner can read it.")
            return redirect("learning:signatures")
    return form_page(request, "learning/decline.html", {"form": form, "asked": asked})


@signed_in
def signatures(request):
    viewer = request.viewer
    every = all_asked_of(viewer.person, viewer.organisation, viewer.today)
    asked = next((each for each in every if not each.is_coming), None)
    rows = own_acknowledgements(viewer).select_related("version").defer("version__text")
    to_sign = [each for each in every if each.waits or each.declined]
    return render(request, "learning/signatures.html", {"asked": asked, "to_sign": to_sign, "signatures": rows})


@signed_in
def signature(request, code):
    rows = acknowledgements_for(request.viewer).select_related("version", "document").defer("version__text")
    signed = get_object_or_404(rows, code=code)
    context = {"signed": signed, "said": signed.statement, "mine": signed.person == request.viewer.person}
    return render(request, "learning/signature.html", context)


@signed_in
@require_POST
def signature_copy(request, code):
    """Make the sealed copy, where it was not made on signing; then it is a file like any other."""
    signed = get_object_or_404(acknowledgements_for(request.viewer), code=code)
    try:
        stored = copy_of(signed, by=request.viewer, at=request.now)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("learning:signature", code)
    return redirect("files:file", stored.code)


@signed_in
def who_signed(request):
    let_in(may_see_signatures(request.viewer))
    viewer = request.viewer
    version, wanted, q, people = asked_for(request)
    found = one_page(people, request.GET.get("page"), FEWER)
    context = {
        "found": found,
        "rows": lists.rows_of(list(found), viewer, version),
        "wanted": wanted,
        "q": q,
        "filters": lists.FILTERS,
        "version": version,
        "round": round_of(version, viewer.organisation),
        "may_ask": may_ask_to_sign(viewer),
        "may_see_all": may_see_all_schools(viewer),
        "is_to_ask": version in not_asked_yet(viewer.organisation, viewer.today),
        "is_coming": version is not None and version.in_force_from > viewer.today,
        "others": [each for each in versions_to_sign(viewer.organisation, viewer.today) if each != version],
    }
    return render(request, "learning/who_signed.html", context)


@signed_in
def who_signed_file(request):
    """The list as it is on the screen, every page of it."""
    let_in(may_see_signatures(request.viewer))
    version, _, _, people = asked_for(request)
    text = csv.table(lists.HEADS, lists.file_rows(people, request.viewer, version))
    headers = {"Content-Disposition": 'attachment; filename="who-has-signed.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def asked_for(request):
    known = [name for name, _ in lists.FILTERS]
    wanted = request.GET.get("show", "")
    wanted, q = wanted if wanted in known else "", request.GET.get("q", "")[:100]
    version = version_asked_for(request, versions_to_sign(request.viewer.organisation, request.viewer.today))
    return version, wanted, q, lists.people_by_signature(request.viewer, version, wanted, q)


def version_asked_for(request, versions):
    """The one the address names, or the first: the version in force, where there is one."""
    code = request.GET.get("version")
    return next((each for each in versions if str(each.code) == code), versions[0] if versions else None)


@signed_in
def ask_to_sign(request):
    viewer = request.viewer
    let_in(may_ask_to_sign(viewer))
    version = version_asked_for(request, not_asked_yet(viewer.organisation, viewer.today))
    if version is None:
        return redirect("learning:who-signed")
    places = places_to_ask(version, viewer.organisation, viewer.today)
    form = RoundForm(changes_to_declare_at(version, places), request.POST or None)
    if form.is_valid():
        with shown_on(form):
            by_day = form.cleaned_data["sign_by"]
            ask = ask_everywhere if may_ask_everywhere(viewer) else actions.ask_to_sign
            ask(version=version, declared=form.declared, sign_by=by_day, by=viewer, at=request.now)
            messages.success(request, "People have been asked to sign.")
            return redirect(f"{reverse('learning:who-signed')}?version={version.code}")
    context = {"form": form, "version": version, "previous": previous_of(version, viewer.organisation)}
    context |= {"is_coming": version.in_force_from > viewer.today, "places": places}
    return form_page(request, "learning/ask_to_sign.html", context)
