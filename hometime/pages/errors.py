"""Pages for when something cannot be shown or done. `hometime/urls.py` and settings name them."""

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render


def bad_request(request, exception):
    if isinstance(exception, RequestDataTooBig):
        return render(request, "errors/413.html", status=413)
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception):
    """Django's `PermissionDenied("Only the headteacher may do that.")` carries the reason that is shown."""
    return render(request, "errors/403.html", {"reason": str(exception)}, status=403)


def forgery_suspected(request, reason=""):
    return render(request, "errors/csrf.html", status=403)


def not_found(request, exception):
    return render(request, "errors/404.html", status=404)


def too_many(request):
    """Too many tries in a short while: of passwords, of codes, of links asked for."""
    return render(request, "errors/429.html", status=429)


def server_error(request):
    return render(request, "errors/500.html", status=500)
