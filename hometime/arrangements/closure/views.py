"""Pages: declare a closure, see it, and bring it to an end."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hometime.pages.moves import typed
from hometime.people.access import signed_in
from hometime.people.models import Person, Post, Role

from ..models import Closure, HurriedChoice
from ..views.moves import Act, act_page, always, at_once, done, lines_page
from . import access, actions, forms

HERE = "arrangements:closure"
BACK = (HERE, "Closure")

WIND_DOWN = Act(
    "Wind it down",
    lambda viewer, it: access.may_change(viewer, it),
    always(forms.LastDayForm),
    lambda it, told, **who: actions.wind_down(it, last_day=told["last_day"], **who),
    "Everybody has been told.",
    "Tell everybody",
)
NOTE = Act(
    "Chosen in a hurry",
    lambda viewer, it: access.may_note_choice(viewer),
    always(forms.ChoiceForm),
    lambda it, told, **who: actions.note_choice(it, words=told["words"], **who),
    "Noted, to be looked at later.",
)
REVIEW = Act(
    "Look at a hurried choice",
    lambda viewer, it: access.may_review_choice(viewer, it),
    always(forms.ReviewForm),
    lambda it, told, **who: actions.review_choice(it, words=told["words"], **who),
)


@signed_in
def closure(request):
    """The last closure of the school in view, if there was one."""
    it = _last(request)
    may = it is not None and bool(access.may_change(request.viewer, it))
    choices = _choices(it) if it else []
    notes = bool(access.may_note_choice(request.viewer))
    context = {
        "it": it,
        "is_past": it is not None and not it.covers(max(request.viewer.today, it.starts_on)),
        "may_declare": bool(access.may_declare(request.viewer)),
        "may_change": may,
        "people": list(Person.objects.filter(pk__in=it.sent_home.values("person")).order_by("name")) if may else [],
        "choices": [(each, bool(access.may_review_choice(request.viewer, each))) for each in choices] if notes else [],
        "notes": notes and it is not None,
        "is_me": it is not None and it.sent_home.filter(person=request.viewer.person).exists(),
    }
    return render(request, "arrangements/closure.html", context)


@signed_in
def declare_closure(request):
    may = access.may_declare(request.viewer)
    if not may:
        messages.warning(request, str(may))
        return redirect(HERE)
    staff = {str(person.code): person for person in _staff(request.viewer)}
    form = forms.DeclareForm(staff.values(), typed(request), initial={"starts_on": request.viewer.today})
    if done(form, lambda: _declare(request, form, staff)):
        messages.success(request, "Declared. Everybody you named is being told.")
        return redirect(HERE)
    lede = "The people you choose work from home at once. They need not ask. Anybody who works part of the week keeps to their own days."
    return lines_page(request, "Declare a closure", form, "Declare it", lede=lede, back=BACK)


def _declare(request, form, staff):
    told = {name: form.cleaned_data[name] for name in ("cause", "words", "starts_on", "expected_until")}
    chosen = staff if form.cleaned_data["everybody"] else form.cleaned_data["people"]
    people = [staff[code] for code in chosen]
    return actions.declare_closure(**told, people=people, hours=form.hours, by=request.viewer, at=request.now)


@signed_in
def more(request):
    """Those who were forgotten when it was declared, or have begun since."""
    it = _last_or_404(request)
    may = access.may_change(request.viewer, it)
    if not may:
        messages.warning(request, str(may))
        return redirect(HERE)
    staff = {str(p.code): p for p in _staff(request.viewer).exclude(pk__in=it.sent_home.values("person"))}
    form = forms.MoreForm(staff.values(), typed(request)) if staff else None
    if done(form, lambda: _send_more(request, it, form, staff)):
        messages.success(request, "The people you chose are being told.")
        return redirect(HERE)
    lede = "They work from home from now on, and are told their hours."
    empty = "Everybody the school employs works from home already."
    return lines_page(request, "Send more people home", form, "Send them home", lede=lede, back=BACK, empty=empty)


def _send_more(request, it, form, staff):
    people = [staff[code] for code in form.cleaned_data["people"]]
    return actions.send_more_home(it, people=people, hours=form.hours, by=request.viewer, at=request.now)


@signed_in
def wind_down(request):
    lede = "Everybody is told the last day, and to bring equipment back."
    return act_page(request, _last_or_404(request), WIND_DOWN, HERE, lede=lede, back=BACK)


@signed_in
def note_choice(request):
    lede = "A tool or a way of working that should be looked at later."
    return act_page(request, _last_or_404(request), NOTE, HERE, lede=lede, back=BACK)


@signed_in
def review_choice(request, choice):
    it = get_object_or_404(HurriedChoice, pk=choice, closure__organisation=request.viewer.organisation)
    return act_page(request, it, REVIEW, HERE, lede=it.words, back=BACK)


@signed_in
@require_POST
def remote_learning(request):
    it = _last_or_404(request)
    return at_once(request, lambda **who: actions.start_remote_learning(it, **who), "Remote learning has begun.", HERE)


@signed_in
@require_POST
def end_closure(request):
    it = _last_or_404(request)
    return at_once(request, lambda **who: actions.end_closure(it, **who), "The closure is over.", HERE)


def _last_or_404(request):
    return get_object_or_404(Closure, pk=getattr(_last(request), "pk", None))


def _last(request):
    return Closure.objects.filter(organisation=request.viewer.organisation).first()


def _choices(it):
    """What was chosen in a hurry in this closure, and what is left to look at from those before it."""
    here = HurriedChoice.objects.filter(closure__organisation=it.organisation_id)
    return list(here.filter(Q(closure=it) | Q(reviewed_by=None)).select_related("chosen_by", "reviewed_by"))


def _staff(viewer):
    """Everybody employed here: governors and volunteers are not sent home to work."""
    roles = Role.objects.filter(organisation=viewer.organisation, kind=Role.Kind.STAFF).on(viewer.today)
    posts = Post.objects.filter(organisation=viewer.organisation, person__in=roles.values("person")).on(viewer.today)
    return Person.objects.filter(pk__in=posts.values("person")).order_by("name")
