"""Where something that went wrong with a device is reported."""

from django.urls import reverse

from .models import Device


def report_address(device: Device | None) -> str:
    """The first page of a report, with the device ticked."""
    there = reverse("incidents:report")
    return f"{there}?device={device.code}" if device else there
