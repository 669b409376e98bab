"""Tables: a request and its life; what a school sets; small records of working from home; going abroad; flexible working; closures."""

from .abroad import AbroadRequest
from .arrangement import Arrangement, Condition, Step
from .closure import Closure, HurriedChoice, SentHome
from .everyday import Absence, CareDeclaration, Doubt, DutiesAgreement, HoursNotice, Stationery
from .flexible import Consultation, Extension, FlexibleRequest
from .measures import Measure
from .school import WAITS_DAYS, JobFit, Limits, SchoolDates

__all__ = [
    "WAITS_DAYS",
    "AbroadRequest",
    "Absence",
    "Arrangement",
    "CareDeclaration",
    "Closure",
    "Condition",
    "Consultation",
    "Doubt",
    "DutiesAgreement",
    "Extension",
    "FlexibleRequest",
    "HoursNotice",
    "HurriedChoice",
    "JobFit",
    "Limits",
    "Measure",
    "SchoolDates",
    "SentHome",
    "Stationery",
    "Step",
]
