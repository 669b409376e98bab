"""Pages: whether one may use a device of one’s own, which rules go with it, and the life of such a device."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.pages.moves import done_or_told, let_in, typed
from hometime.people.access import signed_in
from hometime.people.as_of import as_of, is_past, moment_of
from hometime.policy.queries import policy_here

from ..asking.views.pages import files, refused_post, sent
from ..queries import READERS
from ..systems.queries import systems_now
from . import access, actions, forms, showing
from .policy import WORDS, Stance, conditions_of, said_of_own, stance_of
from .queries import clear_requests_for, my_devices, own_devices_for, repairs_for

NONE = "You have no device of your own on the list."


@signed_in
def own(request):
    """Whether the policy allows it comes first; then one’s devices, and to those who look after equipment everybody’s."""
    viewer, at = request.viewer, moment_of(request)
    devices = list(own_devices_for(viewer, at))
    mine = [each for each in devices if each.owner_person_id == viewer.person.pk]
    return _page(
        request,
        "own",
        "Your own devices",
        mine=showing.tasks_of(mine, at),
        others=showing.tasks_of([each for each in devices if each not in mine], at, with_owner=True),
        may_register=bool(access.may_register(viewer)) and not is_past(request),
        keeps=viewer.has_role(*READERS),
        acts=showing.ACTS if mine and not is_past(request) else (),
        waiting=clear_requests_for(viewer).filter(person=viewer.person, done_with=None).exists(),
    )


@signed_in
def register_own(request):
    viewer = request.viewer
    may = access.may_register(viewer)
    conditions = conditions_of(policy_here(viewer.organisation, viewer.today), viewer.today)
    form = forms.RegisterForm(conditions, systems_now(viewer), typed(request)) if may else None
    if form is not None and form.is_valid():
        act = lambda: actions.register_own(  # noqa: E731
            form.details, keeps=form.keeps, opens=form.opens, once=form.cleaned_data["once"], by=viewer, at=request.now
        )
        went = sent(request, form, act, "It is on the list.", "equipment:own-device")
        if went:
            return went
    if form is None and request.method == "POST":
        return refused_post(request, may, "equipment:register-own")
    return _page(
        request, "form", "Register your own device", form=form, button="Register it", refusal="" if may else str(may)
    )


@signed_in
def own_device(request, code):
    viewer, at = request.viewer, moment_of(request)
    it = get_object_or_404(own_devices_for(viewer, at), code=code)
    past = is_past(request)
    return _page(
        request,
        "device",
        f"{it.what}, {it.owner_person}",
        it=it,
        missing=showing.missing_of(it, at),
        rows=showing.rows_of(it, at),
        events=showing.events_of(it, viewer, at),
        is_mine=it.owner_person_id == viewer.person.pk and not past,
        may_ask=bool(access.may_ask_to_clear(viewer, it)) and not past,
        acts=showing.ACTS,
        repair=repairs_for(viewer).filter(device=it, back_at=None).first(),
    )


@signed_in
def own_declare(request, code):
    viewer = request.viewer
    it = get_object_or_404(own_devices_for(viewer, request.now), code=code)
    let_in(access.may_speak_for(viewer, it))
    form = forms.ConditionsForm(
        conditions_of(policy_here(viewer.organisation, viewer.today), viewer.today), typed(request)
    )
    if form.is_valid():
        act = lambda: actions.declare(  # noqa: E731
            it, keeps=form.keeps, once=form.cleaned_data["once"], by=viewer, at=request.now
        )
        went = sent(request, form, act, "Your answer is on record.", "equipment:own-device", it.code)
        if went:
            return went
    return _page(request, "form", f"The rules for {it.what}", form=form, button="Save")


@signed_in
def inspection_consent(request):
    def act(form):
        told = {"agrees": form.cleaned_data["agrees"] == "yes", "once": form.cleaned_data["once"]}
        return actions.agree_to_inspection(form.chosen, **told, by=request.viewer, at=request.now)

    lede = "The school may ask to look at a device of your own when it looks into a broken rule. You decide, and can change your mind."
    return _of_my_devices(
        request, "Looking at your own device", forms.ConsentForm, act, "Your answer is on record.", lede
    )


@signed_in
def repair(request):
    def act(form):
        told = {name: form.cleaned_data[name] for name in ("shop", "words", "once")}
        file = form.cleaned_data["contract"]
        told["contract"] = actions.Upload(file.name, file.read()) if file else None
        told["has_contract"] = form.cleaned_data["has_contract"] == "yes"
        return actions.take_to_repair(form.chosen, **told, by=request.viewer, at=request.now)

    lede = "Before a shop gets it, make sure that they have signed to keep what is on it safe."
    return _of_my_devices(request, "Have your own device mended", forms.RepairForm, act, "Noted.", lede)


@signed_in
@require_POST
def repair_back(request, code):
    it = get_object_or_404(repairs_for(request.viewer), code=code)
    done_or_told(request, lambda: actions.fetch_from_repair(it, by=request.viewer, at=request.now), "Noted as back.")
    return redirect("equipment:own-device", it.device.code)


@signed_in
def clear_data(request):
    def act(form):
        told = {"how": form.cleaned_data["how"], "once": form.cleaned_data["once"]}
        return actions.clear_data(form.chosen, **told, by=request.viewer, at=request.now)

    lede = "Clear it off once you no longer need it, and whenever the school asks. Then say so here."
    return _of_my_devices(
        request, "Clear school work off your own device", forms.ClearForm, act, "Your answer is on record.", lede
    )


@signed_in
def dispose(request):
    def act(form):
        told = {name: form.cleaned_data[name] for name in ("how", "words", "once")}
        return actions.dispose_of_own(form.chosen, **told, by=request.viewer, at=request.now)

    lede = "When you sell it, give it away, throw it away or stop using it for school work."
    return _of_my_devices(
        request,
        "Stop using your own device for school work",
        forms.DisposeForm,
        act,
        "It is off the list.",
        lede,
        "equipment:own",
    )


@signed_in
def ask_to_clear(request, code):
    viewer = request.viewer
    it = get_object_or_404(own_devices_for(viewer, request.now), code=code)
    let_in(access.may_ask_to_clear(viewer, it))
    form = forms.AskToClearForm(typed(request))
    if form.is_valid():
        act = lambda: actions.ask_to_clear(it, **form.cleaned_data, by=viewer, at=request.now)  # noqa: E731
        went = sent(request, form, act, f"{it.owner_person} has been asked.", "equipment:own-device", it.code)
        if went:
            return went
    return _page(request, "form", f"Ask {it.owner_person} to clear {it.what}", form=form, button="Ask")


def _of_my_devices(request, title, form_class, act, done, lede, where=""):
    """A page about one of one’s own devices, chosen in its form; with none on the list it says so."""
    mine = list(my_devices(request.viewer, request.now))
    form = form_class(mine, typed(request), files(request)) if mine else None
    if form is not None and form.is_valid():
        args = () if where else (form.chosen.code,)
        went = sent(request, form, lambda: act(form), done, where or "equipment:own-device", *args)
        if went:
            return went
    if form is None and request.method == "POST":
        messages.warning(request, NONE)
        return redirect("equipment:own")
    return _page(request, "form", title, form=form, button="Save", lede=lede, refusal="" if mine else NONE)


def _page(request, template, title, *, form=None, **more):
    """Every page about own devices begins with what the policy says of them."""
    viewer = request.viewer
    policy = policy_here(viewer.organisation, viewer.today)
    stance = stance_of(policy, viewer.today)
    level, words = WORDS[stance]
    context = {
        "title": title,
        "form": form,
        "level": level,
        "stance": words,
        "is_forbidden": stance == Stance.FORBIDDEN,
        "said": said_of_own(policy),
        "back": reverse("equipment:own") if template != "own" else reverse("equipment:asking"),
        "then": as_of(request),
        **more,
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, f"equipment/own/{template}.html", context, status=status)
