"""Pages: the systems of the school, and from which devices each can be opened."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hometime.lib.refusal import Refused
from hometime.pages.moves import at_once, form_page, let_in, shown_on, tried, typed
from hometime.pages.paging import one_page
from hometime.people.access import signed_in

from ..models import Opening
from ..queries import kits_for
from ..register.access import may_keep_register, may_see_register
from ..register.finding import found_by
from . import actions, forms
from .queries import systems_for


@signed_in
def systems(request):
    """What the school works with, and how private it is."""
    let_in(may_see_register(request.viewer))
    rows = systems_for(request.viewer).filter(ended_at=None).prefetch_related("openings__device", "openings__kit")
    found = one_page(rows, request.GET.get("page"))
    context = {"found": found, "tasks": [_task(each) for each in found], "may": bool(may_keep_register(request.viewer))}
    return render(request, "equipment/systems/systems.html", context)


def _task(system):
    live = [each for each in system.openings.all() if each.ended_at is None]
    more = f" and {len(live) - 3} more" if len(live) > 3 else ""
    places = ", ".join(each.where for each in live[:3]) + more if live else "nothing yet"
    href = reverse("equipment:system", args=[system.code])
    return {"words": system.name, "href": href, "hint": f"{system.words}. Opened from {places}."}


@signed_in
def system_add(request):
    let_in(may_keep_register(request.viewer))
    form = forms.AddForm(typed(request))
    if form.is_valid():
        kinds = form.cleaned_data["kinds"]
        made = tried(form, lambda: actions.add_system(form.told, kinds=kinds, by=request.viewer, at=request.now))
        if made:
            messages.success(request, f"{made} is on the list.")
            return redirect("equipment:system", made.code)
    return _form(request, form, "Add a system", "Add it", reverse("equipment:systems"))


@signed_in
def system(request, code):
    """One system, and from where it can be opened; those who keep the list write down more."""
    it = get_object_or_404(systems_for(request.viewer), code=code)
    may = it.ended_at is None and bool(may_keep_register(request.viewer))
    form = forms.OpenForm(kits_for(request.viewer).filter(ended_at=None), typed(request))
    if form.is_valid():
        with shown_on(form):
            told = {name: form.cleaned_data[name] for name in ("since", "how")}
            made = actions.open_from(it, _place(form, request.viewer), **told, by=request.viewer, at=request.now)
            messages.success(request, f"On record: {made}.")
            return redirect("equipment:system", it.code)
    rows = it.openings.select_related("device", "kit", "created_by").order_by("ended_at", "created_at", "pk")
    context = {"it": it, "form": form, "rows": rows, "may": may}
    return form_page(request, "equipment/systems/system.html", context)


def _place(form, viewer):
    said = form.cleaned_data
    if said["typed"]:
        device = found_by(said["typed"], viewer)
        if device is None:
            raise Refused("No device has that number.", "Check it, or add the device first.")
        return actions.Place(device=device)
    if not said["where"]:
        raise Refused("Say from what it can be opened.", "Choose a kind, or type an asset code.")
    return actions.Place(kit=form.kits.get(said["where"]), kind=form.kind)


@signed_in
def system_change(request, code):
    it = get_object_or_404(systems_for(request.viewer), code=code, ended_at=None)
    let_in(may_keep_register(request.viewer))
    start = {name: getattr(it, name) for name in actions.Described.__dataclass_fields__}
    form = forms.DescribeForm(typed(request), initial=start)
    if form.is_valid():
        made = tried(form, lambda: actions.change_system(it, form.told, by=request.viewer, at=request.now))
        if made:
            messages.success(request, "Changed. How it stood before is kept.")
            return redirect("equipment:system", made.code)
    return _form(request, form, f"Change {it}", "Change it", reverse("equipment:system", args=[it.code]))


@signed_in
@require_POST
def system_end(request, code):
    it = get_object_or_404(systems_for(request.viewer), code=code)
    act = lambda: actions.end_system(it, by=request.viewer, at=request.now)  # noqa: E731
    return at_once(request, act, f"{it} is no longer on the list.", "equipment:systems")


@signed_in
@require_POST
def opening_end(request, code, opening):
    it = get_object_or_404(systems_for(request.viewer), code=code)
    row = get_object_or_404(Opening.objects.filter(system=it), code=opening)
    act = lambda: actions.no_longer(row, by=request.viewer, at=request.now)  # noqa: E731
    return at_once(request, act, f"On record: {it} is no longer opened from {row.where}.", "equipment:system", it.code)


def _form(request, form, title, button, back):
    context = {"form": form, "title": title, "button": button, "back": back}
    return form_page(request, "equipment/register/act.html", context)
