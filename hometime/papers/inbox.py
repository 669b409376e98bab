"""What waits for somebody who decides whether papers may leave."""

from django.urls import reverse

from hometime.arrangements.inbox import MOST, Waiting
from hometime.people.viewer import Viewer

from .queries import requests_waiting_for


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """One query; never about the viewer themselves."""
    return [
        Waiting(f"{row.person.name} asks to take papers", reverse("papers:requested", args=[row.code]), "To answer")
        for row in requests_waiting_for(viewer)[:MOST]
    ]
