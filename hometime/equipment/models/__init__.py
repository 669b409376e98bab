"""Tables: devices and kits; hand-overs and loans; what is asked about devices; what was seen of them."""

from .device import COMPUTERS, Device, DeviceChange, DeviceLoss, Kit, KitItem
from .handover import BasketItem, HandOver, HandOverPhoto, LoanSignature
from .loan import DueChange, HolderWord, Loan

__all__ = [
    "COMPUTERS",
    "BasketItem",
    "Device",
    "DeviceChange",
    "DeviceLoss",
    "DueChange",
    "HandOver",
    "HandOverPhoto",
    "HolderWord",
    "Kit",
    "KitItem",
    "Loan",
    "LoanSignature",
]
