"""Arrangement, Condition and Step: a request to work from home and its life. The school’s calendar and limits. Whether a job fits."""

from .arrangement import Arrangement, Condition, Step
from .school import JobFit, Limits, SchoolDates

__all__ = ["Arrangement", "Condition", "JobFit", "Limits", "SchoolDates", "Step"]
