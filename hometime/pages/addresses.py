"""Addresses nobody can mean: one with a null character, which PostgreSQL cannot look up, is refused at the door."""

from django.core.exceptions import BadRequest

NULL = "\0"
NULL_TYPED = "%00"


class PlainAddressMiddleware:
    """The whole site at once, so that no search box and no page has to think of it. Forms refuse such characters themselves."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if NULL in request.path_info or NULL_TYPED in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address has a null character in it.")
        return self.get_response(request)
