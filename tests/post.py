"""The post: `sent()` has the outbox delivered as the worker does, and gives every mail that has gone so far."""

from django.core import mail
from django.utils import timezone

from hometime.notices.delivery import claim, deliver
from hometime.notices.gathering import gather


def sent():
    now = timezone.now()
    gather(now)
    while message := claim(now):
        deliver(message, now)
    return mail.outbox
