from .choices import YesNo
from .complaint import Complaint, ComplaintDoor, ComplaintStep
from .deciding import FormAnswers, Lesson, Letter, Referral, RegulatorNotice, RiskDecision
from .report import ChildIdentity, Draft, Incident, Item, Recipient, Snapshot, Step

__all__ = [
    "ChildIdentity",
    "Complaint",
    "ComplaintDoor",
    "ComplaintStep",
    "Draft",
    "FormAnswers",
    "Incident",
    "Item",
    "Lesson",
    "Letter",
    "Recipient",
    "Referral",
    "RegulatorNotice",
    "RiskDecision",
    "Snapshot",
    "Step",
    "YesNo",
]
