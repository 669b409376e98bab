"""Mail systems for tests that survive the death of the worker: every mail taken is a line in a file, written at once.

They drop nothing, so that a mail handed over twice is seen twice.
"""

import os
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

steps = []  # called before and after a mail is taken: the test that kills puts itself here


def log():
    return Path(settings.DATA) / "taken.log"


def taken():
    """The Message-IDs taken, in order."""
    return log().read_text().split() if log().exists() else []


class SilentBackend(BaseEmailBackend):
    """Takes mail, and cannot say afterwards what it took: like most mail servers."""

    def send_messages(self, email_messages):
        for mail in email_messages:
            self.step()
            with open(os.open(log(), os.O_WRONLY | os.O_CREAT | os.O_APPEND), "w") as out:
                out.write(mail.extra_headers["Message-ID"] + "\n")
            self.step()
        return len(email_messages)

    def step(self):
        for step in steps:
            step()


class RecordingBackend(SilentBackend):
    """Takes mail, and can say what it took."""

    def has_accepted(self, message_id):
        return message_id in taken()
