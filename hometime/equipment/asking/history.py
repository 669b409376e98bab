"""What asking and looking after left on the record of a device: tests, upkeep, what was put on it, and its faults."""

import datetime as dt
from collections.abc import Iterator

from hometime.lib.text import day_in_words

from ..models import ChangeStep, Device, FaultStep

Happened = tuple[dt.datetime, str, str]
FAULT = {"report": "Fault reported", "start": "Work on a fault began", "fix": "Fault fixed", "close": "Fault closed"}


def happened_to(device: Device) -> Iterator[Happened]:
    """When, what, and by whom; never in anybody’s own words about why."""
    for test in device.inspections.select_related("created_by"):
        result = "passed" if test.is_pass else "failed"
        label = f"Label {test.label}. " if test.label else ""
        yield test.created_at, f"Electrical test {result}", f"{label}Tested on {day_in_words(test.checked_on)}"
    for out in device.withdrawals.select_related("created_by", "ended_by"):
        yield out.begun_at, "Taken out of use", out.get_why_display()
        if out.ended_at:
            yield out.ended_at, "Back in use", ""
    for service in device.services.select_related("created_by"):
        yield service.created_at, "Looked after", f"{day_in_words(service.done_on)}: {service.words}"
    for done in ChangeStep.objects.filter(change__device=device, name="install").select_related("change", "by"):
        yield done.at, f"Changed: {done.change.what}", f"{done.version}{f', by {done.by.name}' if done.by else ''}"
    for step in FaultStep.objects.filter(fault__device=device, name__in=FAULT).select_related("by"):
        yield step.at, FAULT[step.name], f"By {step.by.name}" if step.by else ""
