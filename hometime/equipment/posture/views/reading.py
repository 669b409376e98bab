"""What several pages need: the device somebody may see, who has it now, and a form that is sent or only read."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from hometime.pages.moves import form_page

from ...queries import READERS, devices_for, holder_of


def device_and_holder(request, code, at):
    """Those who look after devices, and whoever has it at that moment: not whoever had it before."""
    device = get_object_or_404(devices_for(request.viewer).select_related("organisation"), code=code)
    holder = holder_of(device, at)
    is_theirs = holder is not None and holder.pk == request.viewer.person.pk
    if not is_theirs and not request.viewer.has_role(*READERS):
        raise Http404
    return device, holder


def act(request, form, **more):
    context = {"form": form, **more}
    return form_page(request, "equipment/posture/act.html", context)
