"""Signing a policy, questions about it, and training. Records are added to, never rewritten."""

from .kiosk import Kiosk, Pin
from .signing import Acknowledgement, Decline, SigningRound, SigningSheet
from .training import Completion, Course, Reading
from .understanding import Question

__all__ = [
    "Acknowledgement",
    "Completion",
    "Course",
    "Decline",
    "Kiosk",
    "Pin",
    "Question",
    "Reading",
    "SigningRound",
    "SigningSheet",
]
