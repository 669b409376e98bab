"""Who may open a file: whoever the part that keeps it for something says may. Nobody else learns that it is there."""

from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from hometime.lib.refusal import Allowed, Answer, Refused
from hometime.people.viewer import Viewer

from .models import StoredFile

Owner = Callable[[Viewer, StoredFile], object]  # anything true lets the viewer in


def may_open(viewer: Viewer | None, stored: StoredFile) -> Answer:
    """Open a file that is kept for something they may see."""
    if viewer is not None and any(owner(viewer, stored) for owner in owners()):
        return Allowed()
    return Refused("This file is not for you.", "Ask the person who told you about it.")


def owners() -> list[Owner]:
    return [import_string(name) for name in settings.FILE_OWNERS]
