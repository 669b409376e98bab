"""Where something that went wrong with a device is reported."""

from hometime.policy.routes import address_of

from .models import Device


def report_address(device: Device | None) -> str:
    """The first page of a report, with the device ticked; empty on a site without that page."""
    there = address_of("incidents:report")
    return f"{there}?device={device.code}" if there and device else there
