from functools import partial

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from hometime.pages.moves import at_once, let_in
from hometime.pages.paging import one_page
from hometime.people.access import signed_in

from . import actions
from .access import may_look_after_mail
from .queries import notices_for, troubled_mails_for
from .writing import of_its_school


@signed_in
def notices(request):
    found = one_page(notices_for(request.viewer), request.GET.get("page"))
    may_help = bool(may_look_after_mail(request.viewer))
    return render(request, "notices/notices.html", {"found": found, "is_demo": settings.DEMO, "may_help": may_help})


@signed_in
def notice(request, code):
    told = get_object_or_404(notices_for(request.viewer), code=code)
    is_here = told.organisation_id == request.viewer.organisation.pk
    context = {"notice": told, "is_own": told.person == request.viewer.person}
    return render(request, "notices/notice.html", context | {"href": told.href if is_here else of_its_school(told)})


@signed_in
def trouble(request):
    let_in(may_look_after_mail(request.viewer))
    return render(
        request,
        "notices/trouble.html",
        {"found": one_page(troubled_mails_for(request.viewer), request.GET.get("page"))},
    )


@require_POST
@signed_in
def send_again(request, code):
    message = get_object_or_404(troubled_mails_for(request.viewer), code=code)
    send = partial(actions.send_again, message, by=request.viewer, at=request.now)
    return at_once(request, send, f"The email to {message.person.name} will be sent again.", "notices:trouble")
