"""Old notices are forgotten. What still waits, or is in trouble, is kept until somebody has dealt with it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from .models import Message, Notice, State, forget_secrets

OVER = (State.SENT, State.KEPT)
AT_A_TIME = 1000


def sweep(*, at: datetime) -> int:
    """Mails gone longer ago than notices are kept, a thousand at a time; and no secret outlives its mail."""
    before = at - timedelta(days=settings.NOTICES_KEPT_DAYS)
    for message in Message.objects.filter(notices__in=Notice.objects.exclude(locked="")).exclude(settled_at=None):
        forget_secrets(message.pk)
    old = list(Message.objects.filter(state__in=OVER, settled_at__lt=before).values_list("pk", flat=True)[:AT_A_TIME])
    with transaction.atomic():
        Notice.objects.filter(message__in=old).delete()
        Message.objects.filter(pk__in=old).delete()
    return len(old)


def sweep_all(at: datetime) -> None:
    """Everything that settings.SWEEPS names. Once a day; safe to run at any time, and twice."""
    for name in settings.SWEEPS:
        import_string(name)(at=at)
