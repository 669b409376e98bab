"""Pages: declare a closure, see it, and bring it to an end."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from hometime.lib.refusal import Refused
from hometime.people.access import signed_in
from hometime.people.models import Person, Post, Role

from ..models import Closure, HurriedChoice
from ..views.reading import typed
from . import access, actions, forms


@signed_in
def closure(request):
    """The last closure of the school in view, if there was one."""
    it = _last(request)
    may = it is not None and bool(access.may_change(request.viewer, it))
    choices = list(it.choices.select_related("chosen_by", "reviewed_by")) if it else []
    notes = bool(access.may_note_choice(request.viewer))
    context = {
        "it": it,
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
        return redirect("arrangements:closure")
    staff = {str(person.code): person for person in _staff(request.viewer)}
    form = forms.DeclareForm(staff.values(), typed(request), initial={"starts_on": request.viewer.today})
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("cause", "words", "starts_on", "expected_until")}
        people = [staff[code] for code in form.cleaned_data["people"]]
        do = lambda: actions.declare_closure(**told, people=people, hours=form.hours, by=request.viewer, at=request.now)  # noqa: E731
        if _done(form, do):
            messages.success(request, "Declared. Everybody you named is being told.")
            return redirect("arrangements:closure")
    return _form(
        request, "Declare a closure", form, "Declare it", "Those you name work from home at once. They need not ask."
    )


@signed_in
def wind_down(request):
    it = get_object_or_404(Closure, pk=getattr(_last(request), "pk", None))
    form = forms.LastDayForm(typed(request))
    if form.is_valid() and _done(
        form, lambda: actions.wind_down(it, last_day=form.cleaned_data["last_day"], by=request.viewer, at=request.now)
    ):
        messages.success(request, "Everybody has been told.")
        return redirect("arrangements:closure")
    return _form(
        request, "Wind it down", form, "Tell everybody", "Everybody is told the last day, and to bring equipment back."
    )


@signed_in
def note_choice(request):
    it = get_object_or_404(Closure, pk=getattr(_last(request), "pk", None))
    form = forms.ChoiceForm(typed(request))
    if form.is_valid() and _done(
        form, lambda: actions.note_choice(it, words=form.cleaned_data["words"], by=request.viewer, at=request.now)
    ):
        messages.success(request, "Noted, to be looked at later.")
        return redirect("arrangements:closure")
    return _form(
        request, "Chosen in a hurry", form, "Save", "A tool or a way of working that should be looked at later."
    )


@signed_in
def review_choice(request, choice):
    it = get_object_or_404(HurriedChoice, pk=choice, closure__organisation=request.viewer.organisation)
    form = forms.ReviewForm(typed(request))
    if form.is_valid() and _done(
        form, lambda: actions.review_choice(it, words=form.cleaned_data["words"], by=request.viewer, at=request.now)
    ):
        messages.success(request, "Noted.")
        return redirect("arrangements:closure")
    return _form(request, "Look at a hurried choice", form, "Save", it.words)


@signed_in
@require_POST
def remote_learning(request):
    return _at_once(request, actions.start_remote_learning, "Remote learning has begun.")


@signed_in
@require_POST
def end_closure(request):
    return _at_once(request, actions.end_closure, "The closure is over.")


def _last(request):
    return Closure.objects.filter(organisation=request.viewer.organisation).first()


def _staff(viewer):
    """Everybody employed here: governors and volunteers are not sent home to work."""
    roles = Role.objects.filter(organisation=viewer.organisation, kind=Role.Kind.STAFF).on(viewer.today)
    posts = Post.objects.filter(organisation=viewer.organisation, person__in=roles.values("person")).on(viewer.today)
    return Person.objects.filter(pk__in=posts.values("person")).order_by("name")


def _done(form, do):
    try:
        do()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _at_once(request, do, done):
    it = get_object_or_404(Closure, pk=getattr(_last(request), "pk", None))
    try:
        do(it, by=request.viewer, at=request.now)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("arrangements:closure")


def _form(request, title, form, button, lede):
    context = {"title": title, "form": form, "button": button, "rows": [], "lede": lede}
    return render(request, "arrangements/everyday.html", context, status=422 if form.errors else 200)
