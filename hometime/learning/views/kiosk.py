"""Pages of a shared device: set it up, pick a name, sign with a PIN. Nobody is signed in on it."""

from django.conf import settings
from django.contrib import auth, messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hometime.pages.moves import form_page, let_in, shown_on
from hometime.pages.paging import one_page
from hometime.people.access import signed_in
from hometime.people.forms import ChosenForm
from hometime.people.models import Person, Post
from hometime.policy.queries import policy_of

from ..access import may_enter_sheet, may_open_kiosk
from ..actions import kiosk as actions
from ..forms import KioskForm, KioskSignForm
from ..models import Kiosk, Pin
from ..queries import people_kept_by
from ..showing import by_section, handout_lights
from ..signing import all_asked_of, all_asked_of_each, declarations, first_to_sign

COOKIE, SALT = "hometime-kiosk", "learning.kiosk"


@signed_in
def kiosk_open(request):
    """Set this device up. Whoever does so is signed out of it, as others are about to use it."""
    let_in(may_open_kiosk(request.viewer))
    form = KioskForm(request.POST or None)
    if form.is_valid():
        with shown_on(form):
            kiosk, word = actions.open_kiosk(**form.cleaned_data, by=request.viewer, at=request.now)
            auth.logout(request)
            response = redirect("learning:kiosk")
            age = int((kiosk.ends_at - request.now).total_seconds())
            safe = {"httponly": True, "samesite": "Strict", "secure": settings.HTTPS}
            response.set_signed_cookie(COOKIE, word, salt=SALT, max_age=age, **safe)
            return response
    return form_page(request, "learning/kiosk_open.html", {"form": form})


@signed_in
def pins(request):
    """The people I may give a PIN to; a new PIN is shown once, here."""
    viewer = request.viewer
    let_in(may_enter_sheet(viewer))
    kept = people_kept_by(viewer).exclude(pk=viewer.person.pk)
    people = kept.annotate(has_email=~Q(email="")).order_by("has_email", "name", "pk")  # it is for those without
    given = None
    if request.method == "POST":
        person = get_object_or_404(people, code=ChosenForm({"code": request.POST.get("person")}).chosen())
        given = {"person": person, "digits": actions.give_pin(person, by=viewer, at=request.now)}
    found = one_page(people, request.GET.get("page"))
    rows = Pin.objects.filter(organisation=viewer.organisation, person__in=[each.pk for each in found])
    have = set(rows.values_list("person", flat=True))
    return render(request, "learning/pins.html", {"found": found, "have": have, "given": given})


@never_cache
def kiosk(request):
    """Those with a PIN who have something to sign. Nothing else about anybody is on it."""
    here = kiosk_or_404(request)
    today = localdate(request.now)
    people = list(people_at(here, today))
    asked = all_asked_of_each(people, here.organisation, today)
    waiting = [person for person in people if any(not each.holds for each in asked[person.pk])]
    return render(request, "learning/kiosk.html", {"kiosk": here, "people": waiting})


@never_cache
def kiosk_sign(request, code):
    here = kiosk_or_404(request)
    today = localdate(request.now)
    person = get_object_or_404(people_at(here, today), code=code)
    to_sign = [each for each in all_asked_of(person, here.organisation, today) if not each.holds]
    if shown := request.GET.get("version"):  # a form signs what it showed, and nothing else
        to_sign = [each for each in to_sign if str(each.version.code) == shown]
    asked = first_to_sign(to_sign)
    if asked is None:
        return redirect("learning:kiosk")
    policy = policy_of(asked.version.hash)
    form = KioskSignForm(declarations(policy, today), person.name, request.POST or None)
    if form.is_valid():
        with shown_on(form):
            actions.sign_at_kiosk(here, person, version=asked.version, **form.cleaned_data, at=request.now, on=today)
            messages.success(request, "Signed. Thank you.")
            return redirect("learning:kiosk")
    context = {"form": form, "asked": asked, "policy": policy, "person": person, "today": today}
    context |= {"sections": by_section(policy), "lights": handout_lights(policy)}
    return form_page(request, "learning/kiosk_sign.html", context)


@require_POST
def kiosk_end(request):
    actions.end_kiosk(kiosk_or_404(request), by=None, at=request.now)
    response = redirect("people:sign-in")
    response.delete_cookie(COOKIE, samesite="Strict")
    return response


def kiosk_or_404(request):
    word = request.get_signed_cookie(COOKIE, default="", salt=SALT)
    kiosks = Kiosk.objects.filter(ends_at__gt=request.now).select_related("organisation", "organisation__parent")
    found = kiosks.filter(word_hash=actions.hash_of_word(word)).first() if word else None
    if found is None:
        raise Http404
    return found


def people_at(kiosk, today):
    posts = Post.objects.filter(organisation=kiosk.organisation).on(today)
    have = Pin.objects.filter(organisation=kiosk.organisation)
    return (
        Person.objects.filter(pk__in=posts.values("person")).filter(pk__in=have.values("person")).order_by("name", "pk")
    )
