"""Notices and mails as seen by somebody. `None` is a stranger and sees nothing."""

from django.conf import settings
from django.db.models import QuerySet

from hometime.people.viewer import Viewer

from .access import may_look_after_mail
from .models import TROUBLED, Message, Notice


def notices_for(viewer: Viewer | None) -> QuerySet[Notice]:
    """Their own, newest first. In the demonstration, where no mail is sent, everybody's at the school in view."""
    if viewer is None:
        return Notice.objects.none()
    seen = Notice.objects.filter(
        **({"organisation": viewer.organisation} if settings.DEMO else {"person": viewer.person})
    )
    return seen.select_related("message", "organisation", "person").order_by("-created_at", "-pk")


def troubled_mails_for(viewer: Viewer | None) -> QuerySet[Message]:
    """Those that failed or may not have arrived, for whoever looks after mail at the school in view."""
    if viewer is None or not may_look_after_mail(viewer):
        return Message.objects.none()
    ours = Notice.objects.filter(organisation=viewer.organisation).values("message")
    return Message.objects.filter(state__in=TROUBLED, pk__in=ours).select_related("person").order_by("-created_at")
