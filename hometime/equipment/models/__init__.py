"""Tables: devices and kits; hand-overs and loans; what is asked about devices; what was seen of them."""

from .asking import ChangeRequest, ChangeStep, DeviceRequest, Fault, FaultStep, InsuranceQuery, RequestStep
from .audits import Audit, AuditCheck
from .device import COMPUTERS, Device, DeviceChange, DeviceLoss, Kit, KitItem
from .handover import BasketItem, HandOver, HandOverPhoto, LoanSignature
from .loan import DueChange, HolderWord, Loan, WorksOn
from .looking_after import Inspection, KitAdvice, Restriction, Service, Setting, SetUp, SetUpWord, Withdrawal
from .own import Clearance, ClearRequest, Declaration, InspectionConsent, OwnDisposal, Repair
from .posture import MANAGERS, Difference, KnownAs, NetworkRange, Observation, SeenList, Source
from .systems import Opening, System

__all__ = [
    "COMPUTERS",
    "MANAGERS",
    "Audit",
    "AuditCheck",
    "BasketItem",
    "ChangeRequest",
    "ChangeStep",
    "ClearRequest",
    "Clearance",
    "Declaration",
    "Device",
    "DeviceChange",
    "DeviceLoss",
    "DeviceRequest",
    "Difference",
    "DueChange",
    "Fault",
    "FaultStep",
    "HandOver",
    "HandOverPhoto",
    "HolderWord",
    "Inspection",
    "InspectionConsent",
    "InsuranceQuery",
    "Kit",
    "KitAdvice",
    "KitItem",
    "KnownAs",
    "Loan",
    "LoanSignature",
    "NetworkRange",
    "Observation",
    "Opening",
    "OwnDisposal",
    "Repair",
    "RequestStep",
    "Restriction",
    "SeenList",
    "Service",
    "SetUp",
    "SetUpWord",
    "Setting",
    "Source",
    "System",
    "Withdrawal",
    "WorksOn",
]
