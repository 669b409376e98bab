"""Two at the same moment, for real: a device is destroyed once, a certificate kept once."""

import pytest

from hometime.equipment.models import Device
from hometime.retention.actions import add_lines, tick_off, withdraw_certificate
from hometime.retention.models import Certificate, CertificateLine
from hometime.retention.reading import read_pasted
from tests.racing import refused

from .conftest import PDF, enter
from .test_certificates import line

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_tick_the_same_line(race, certificate, idris, bilal, viewer, now):
    lines = [line(certificate, "PF3ABC13")]
    tick = lambda person: lambda: tick_off(certificate, lines, how="destroyed", by=viewer(person), at=now)  # noqa: E731
    assert refused(race(tick(idris), tick(bilal))) == 1
    assert CertificateLine.objects.filter(ticked_at__isnull=False).count() == 1
    assert Device.objects.get(asset_code="GW-2").retired_how == "destroyed"


def test_two_enter_the_same_certificate(race, devices, idris, bilal, viewer, now, today):
    add = lambda person: lambda: enter(person, viewer, now, today)  # noqa: E731
    assert refused(race(add(idris), add(bilal))) == 1
    assert Certificate.objects.get().lines.count() == 5


def test_two_confirm_the_serials_of_one_pdf(race, devices, idris, bilal, viewer, now, today):
    made = enter(idris, viewer, now, today, document=("c.pdf", PDF), found=None)
    keep = lambda person: lambda: add_lines(made, read_pasted("PF3ABC12"), by=viewer(person), at=now)  # noqa: E731
    assert refused(race(keep(idris), keep(bilal))) == 1
    assert made.lines.count() == 1


def test_one_is_ticked_off_while_it_is_withdrawn(race, certificate, idris, bilal, viewer, now):
    lines = [line(certificate, "PF3ABC13")]
    tick = lambda: tick_off(certificate, lines, how="destroyed", by=viewer(idris), at=now)  # noqa: E731
    withdraw = lambda: withdraw_certificate(certificate, why="A mistake.", by=viewer(bilal), at=now)  # noqa: E731
    assert refused(race(tick, withdraw)) == 1
    is_withdrawn = Certificate.objects.get().withdrawn_at is not None
    assert is_withdrawn == (Device.objects.get(asset_code="GW-2").retired_at is None)
