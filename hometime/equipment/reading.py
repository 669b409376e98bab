"""About whom the registers of equipment are asked, and what these people had in their hands: found once, for all of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from hometime.people.models import Organisation, Person
from hometime.people.together import People, keys_of

from .models import Device
from .queries import devices_held, main_computer


@dataclass(frozen=True)
class Asked:
    people: Sequence[Person]
    organisation: Organisation
    on: dt.date

    @cached_property
    def keys(self) -> People:
        return keys_of(self.people)

    @cached_property
    def end(self) -> dt.datetime:
        """The last moment of the day at the school."""
        return end_of(self.on)

    @cached_property
    def held(self) -> dict[int, list[Device]]:
        """By the person’s key; nobody is left out. One query."""
        return devices_held(self.people, self.organisation, self.end)

    @cached_property
    def school_computers(self) -> dict[int, Device]:
        """The school’s computer each works on, or was handed last, by the person’s key; without those who have none."""
        main = {key: main_computer(devices) for key, devices in self.held.items()}
        return {key: device for key, device in main.items() if device and device.owner == Device.Owner.SCHOOL}

    @cached_property
    def computers(self) -> People:
        return keys_of(self.school_computers.values())


def end_of(on: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(on, dt.time.max))
