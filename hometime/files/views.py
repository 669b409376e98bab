from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render

from hometime.people.access import signed_in

from .access import may_open
from .models import StoredFile

TYPES = {"pdf": "application/pdf", "png": "image/png", "jpeg": "image/jpeg"}


@signed_in
def file(request, code):
    """Always a download, never shown inside our own pages: whatever is in it cannot act as this site."""
    stored = get_object_or_404(StoredFile, code=code)
    if not may_open(request.viewer, stored):
        raise Http404
    if stored.is_erased:
        return render(request, "files/erased.html", {"stored": stored}, status=410)
    answer = FileResponse(opened(stored), as_attachment=True, filename=stored.name, content_type=TYPES[stored.kind])
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def opened(stored):
    try:
        return stored.path.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
