"""Papers out and back. Records are added to and dated, never rewritten."""

from .leaving import DESCRIPTION, Container, Data, InCare, Papers, PaperSet, description_of
from .request import PaperRequest
from .sign_out import Journey, LongerTime, PaperItem, SignOut

__all__ = [
    "DESCRIPTION",
    "Container",
    "Data",
    "InCare",
    "Journey",
    "LongerTime",
    "PaperItem",
    "PaperRequest",
    "PaperSet",
    "Papers",
    "SignOut",
    "description_of",
]
