"""The page of one’s own calendar feeds, and the feeds themselves, which are read without signing in."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from hometime.pages.moves import at_once
from hometime.people.access import signed_in
from hometime.people.models import Account
from hometime.people.viewer import viewer_for

from .actions import end_feed, make_feed
from .feeds import as_ical, events_of
from .models import Feed


@signed_in
def feeds(request):
    viewer = request.viewer
    held = Feed.objects.filter(organisation=viewer.organisation, person=viewer.person, ended_at=None)
    by_kind = {feed.kind: feed for feed in held}
    rows = [
        {"kind": kind, "words": words, "feed": by_kind.get(kind), "address": _address(by_kind.get(kind), request)}
        for kind, words in Feed.Kind.choices
    ]
    return render(request, "home/feeds.html", {"rows": rows})


@signed_in
@require_POST
def feed_make(request, kind):
    if kind not in Feed.Kind.values:
        raise Http404
    who = {"by": request.viewer, "at": request.now}
    said = "The address below works from now on. Any older one has stopped working."
    return at_once(request, lambda: make_feed(kind, **who), said, "home:feeds")


@signed_in
@require_POST
def feed_end(request, code):
    feed = get_object_or_404(Feed, code=code, person=request.viewer.person, organisation=request.viewer.organisation)
    who = {"by": request.viewer, "at": request.now}
    return at_once(request, lambda: end_feed(feed, **who), "That address has stopped working.", "home:feeds")


def feed(request, code, secret):
    """Whoever has the address may read it; a wrong, old or ended one is not there, nor that of somebody who has left."""
    found = get_object_or_404(Feed.objects.select_related("person", "organisation"), code=code)
    viewer = viewer_for(found.person, on=timezone.localdate(request.now), showing=str(found.organisation.code))
    if not found.opens_to(secret) or viewer is None or viewer.organisation.pk != found.organisation_id:
        raise Http404
    if Account.objects.filter(person=found.person, is_active=False).exists():
        raise Http404
    title = f"{found.get_kind_display()} at home"
    text = as_ical(events_of(found, viewer), title=title, at=request.now)
    headers = {"Cache-Control": "private, max-age=3600", "Content-Disposition": 'inline; filename="hometime.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


def _address(feed, request):
    """As this person reaches the site: a setting left empty would not know the port."""
    return request.build_absolute_uri(reverse("home:feed", args=[feed.code, feed.secret])) if feed else ""
