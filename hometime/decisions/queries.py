"""Receipts as seen by someone: a person sees their own."""

from django.db.models import QuerySet

from hometime.people.viewer import Viewer
from hometime.policy.models import PolicyVersion
from hometime.policy.packs import Policy
from hometime.policy.queries import policy_of

from .models import Receipt


def receipts_for(viewer: Viewer | None) -> QuerySet[Receipt]:
    """The viewer’s own receipts at the organisation in view; none for a stranger."""
    if viewer is None:
        return Receipt.objects.none()
    return Receipt.objects.filter(person=viewer.person, organisation=viewer.organisation)


def policy_of_receipt(receipt: Receipt) -> Policy | None:
    """The published policy a receipt rests on; None when it was never published here (one tried in the demo)."""
    is_published = PolicyVersion.objects.filter(hash=receipt.policy_hash).exists()
    return policy_of(receipt.policy_hash) if is_published else None
