"""Pages: what is kept about somebody, a copy of it to take away, and who has left."""

from django.http import FileResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from hometime.pages.moves import let_in
from hometime.pages.paging import one_page

from ..access import signed_in
from . import actions
from .access import may_export, may_see_leavers, sees_private_words
from .bundle import zipped
from .queries import known_here, leavers_for


@signed_in
def personal_data(request, code):
    person = _known(request, code)
    whole = sees_private_words(request.viewer, person)
    return render(request, "people/personal_data.html", {"person": person, "whole": whole})


@require_POST
@signed_in
def personal_data_file(request, code):
    person = _known(request, code)
    told = actions.export_person(person, by=request.viewer, at=request.now)
    headers = {"Content-Disposition": f'attachment; filename="kept-about-{person.code}.json"'}
    return JsonResponse(told, headers=headers, json_dumps_params={"indent": 2, "ensure_ascii": False})


@require_POST
@signed_in
def personal_data_zip(request, code):
    """The data, a page to read and their own files, in one."""
    person = _known(request, code)
    told, files = actions.export_person_with_files(person, by=request.viewer, at=request.now)
    made = zipped(told, files, at=request.now)
    return FileResponse(
        made, as_attachment=True, filename=f"kept-about-{person.code}.zip", content_type="application/zip"
    )


@signed_in
def leavers(request):
    let_in(may_see_leavers(request.viewer))
    found = one_page(leavers_for(request.viewer), request.GET.get("page"))
    return render(request, "people/leavers.html", {"found": found})


def _known(request, code):
    person = get_object_or_404(known_here(request.viewer), code=code)
    let_in(may_export(request.viewer, person))
    return person
