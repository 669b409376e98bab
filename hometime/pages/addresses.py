"""Refuses addresses with a null character at the door: nobody means one, and PostgreSQL cannot look it up."""

from django.core.exceptions import BadRequest

NULL = "\0"
NULL_TYPED = "%00"


class PlainAddressMiddleware:
    """For the whole site, so that no page has to think of it. (In forms, Django refuses such characters itself.)"""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if NULL in request.path_info or NULL_TYPED in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address has a null character in it.")
        return self.get_response(request)
