"""Which policy a viewer is reading: the one their organisation has in force, or in the demo any that ships."""

from django.conf import settings
from django.http import HttpRequest

from .files import pack_folders
from .packs import Policy, shipped
from .queries import policy_of, version_in_force

CHOSEN = "policy"  # in the session: the shipped policy somebody trying the demo asked to see


def policy_shown(request: HttpRequest) -> Policy | None:
    """None when the organisation in view has put no policy in force."""
    chosen = request.session.get(CHOSEN)
    if settings.DEMO and chosen in pack_folders():
        return shipped(chosen)
    version = version_in_force(request.viewer.organisation, request.viewer.today)  # type: ignore[attr-defined]
    return policy_of(version.hash) if version else None


def policies_to_try() -> list[Policy]:
    """In the demo, every policy that ships."""
    return [shipped(slug) for slug in pack_folders()] if settings.DEMO else []
