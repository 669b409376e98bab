"""Tables: a request and its life; what a school sets; small records of working from home; going abroad; flexible working."""

from .abroad import AbroadRequest
from .arrangement import Arrangement, Condition, Step
from .everyday import Absence, CareDeclaration, Doubt, DutiesAgreement, HoursNotice
from .flexible import Consultation, Extension, FlexibleRequest
from .school import JobFit, Limits, SchoolDates

__all__ = [
    "AbroadRequest",
    "Absence",
    "Arrangement",
    "CareDeclaration",
    "Condition",
    "Consultation",
    "Doubt",
    "DutiesAgreement",
    "Extension",
    "FlexibleRequest",
    "HoursNotice",
    "JobFit",
    "Limits",
    "SchoolDates",
    "Step",
]
