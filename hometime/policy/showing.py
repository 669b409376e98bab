"""Which policy a viewer is reading: the one their organisation has in force, or in the demo any that ships."""

from django.conf import settings
from django.http import HttpRequest

from hometime.people.viewer import Viewer

from .files import pack_folders
from .packs import Policy, shipped
from .queries import policy_here

CHOSEN = "policy"  # in the session: the shipped policy somebody trying the demo asked to see


def policy_shown(request: HttpRequest) -> Policy | None:
    """None when the organisation in view has put no policy in force."""
    chosen = request.session.get(CHOSEN)
    if settings.DEMO and chosen in pack_folders():
        return shipped(chosen)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return policy_here(viewer.organisation, viewer.today)


def policies_to_try() -> list[Policy]:
    """In the demo, every policy that ships."""
    return [shipped(slug) for slug in pack_folders()] if settings.DEMO else []
