"""Takes the time once, at the door, and says who is looking: `request.now` and `request.viewer`."""

from contextlib import nullcontext

from django.contrib.auth import logout
from django.utils import timezone

from hometime.lib.remembering import remembering

from .viewer import viewer_for

READING = ("GET", "HEAD")  # nothing is changed meanwhile: what was found out once for the page still holds
SHOWING = "organisation"  # in the session: the organisation this person asked to look at
SCHOOL = "school"  # in the address of a link: the organisation its page is of, for those who work with several


class ViewerMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.now = timezone.now()
        request.viewer = who_is_looking(request)
        if request.viewer is None and request.user.is_authenticated:
            logout(request)  # their post has ended: so do their sessions, everywhere, at the next page
        with remembering() if request.method in READING else nullcontext():
            return self.get_response(request)


def who_is_looking(request):
    """None for a stranger, and for somebody who has an account but no post."""
    if not request.user.is_authenticated:
        return None
    asked = request.GET.get(SCHOOL, "") if request.method in READING else ""
    showing = asked or request.session.get(SHOWING)
    viewer = viewer_for(request.user.person, on=timezone.localdate(request.now), showing=showing)
    if asked and viewer and str(viewer.organisation.code) == asked:
        request.session[SHOWING] = asked
    return viewer
