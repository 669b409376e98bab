"""Signing a policy, questions about it, and training. Records are added to, never rewritten."""

from .signing import Acknowledgement, Decline, SigningRound, SigningSheet
from .training import Completion, Course, Reading
from .understanding import Question

__all__ = ["Acknowledgement", "Completion", "Course", "Decline", "Question", "Reading", "SigningRound", "SigningSheet"]
