"""Pages: kits, and what is in one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from hometime.lib.refusal import Refused
from hometime.pages.moves import done_or_told, form_page, let_in, shown_on, typed
from hometime.people.access import signed_in

from ..models import KitItem
from ..queries import devices_for, kits_for
from . import access
from . import kits as actions
from .finding import found_by
from .forms import CodeForm, KitForm


@signed_in
def kits(request):
    let_in(access.may_see_register(request.viewer))
    form = KitForm(typed(request))
    if form.is_valid():
        with shown_on(form):
            made = actions.make_kit(**form.cleaned_data, by=request.viewer, at=request.now)
            return redirect("equipment:kit", made.code)
    rows = kits_for(request.viewer).filter(ended_at=None).prefetch_related("items__device")
    context = {"form": form, "rows": [_row(each) for each in rows], "may": access.may_keep_register(request.viewer)}
    return form_page(request, "equipment/register/kits.html", context)


def _row(kit):
    inside = [str(item.device) for item in kit.items.all() if item.ended_at is None]
    return {"kit": kit, "hint": ", ".join(inside) or "Nothing in it yet"}


@signed_in
def kit(request, code):
    it = get_object_or_404(kits_for(request.viewer), code=code)
    form = CodeForm(typed(request))
    if form.is_valid():
        with shown_on(form):
            device = found_by(form.cleaned_data["typed"], request.viewer)
            if device is None:
                raise Refused("No device has that number.", "Check it, or add the device first.")
            actions.put_in_kit(it, device, by=request.viewer, at=request.now)
            messages.success(request, f"{device} is in the kit.")
            return redirect("equipment:kit", it.code)
    may = bool(access.may_keep_register(request.viewer)) and not it.ended_at
    inside = KitItem.objects.filter(kit=it, ended_at=None).select_related("device")
    context = {"it": it, "form": form, "inside": inside, "may": may}
    return form_page(request, "equipment/register/kit.html", context)


@signed_in
@require_POST
def kit_take_out(request, code, device_code):
    it = get_object_or_404(kits_for(request.viewer), code=code)
    device = get_object_or_404(devices_for(request.viewer), code=device_code)
    take = lambda: actions.take_out_of_kit(it, device, by=request.viewer, at=request.now)  # noqa: E731
    done_or_told(request, take, f"{device} is out of the kit.")
    return redirect("equipment:kit", it.code)


@signed_in
@require_POST
def kit_end(request, code):
    it = get_object_or_404(kits_for(request.viewer), code=code)
    done_or_told(
        request, lambda: actions.end_kit(it, by=request.viewer, at=request.now), "The kit has been taken apart."
    )
    return redirect("equipment:kits")
