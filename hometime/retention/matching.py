"""A certificate beside the register: what does not match first. Three queries, however long the list."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from hometime.equipment.models import Device, Loan
from hometime.people.models import Organisation

from .models import Certificate, CertificateLine

NOT_ON_REGISTER, TWICE, RETIRED_TWICE, WITH_SOMEBODY, SEVERAL, NO_SERIAL = (
    "not-on-register",
    "twice",
    "retired-twice",
    "with-somebody",
    "several",
    "no-serial",
)
IN_USE, TO_CERTIFY, TICKED, SETTLED = "in-use", "to-certify", "ticked", "settled"
# What a person reads of each, and how grave it is; in the order they are shown.
WORDS = {
    RETIRED_TWICE: ("Another certificate says it was destroyed before", "stop"),
    WITH_SOMEBODY: ("The register says that somebody has it", "stop"),
    TWICE: ("It is on this certificate more than once", "stop"),
    SEVERAL: ("Several devices have this serial", "beware"),
    NOT_ON_REGISTER: ("It is not on the register", "beware"),
    NO_SERIAL: ("Many devices have this serial", "beware"),
    IN_USE: ("The register has it as in use, at school", "caution"),
    TO_CERTIFY: ("It matches, and can be ticked off", "ok"),
    SETTLED: ("Settled by hand", "plain"),
    TICKED: ("Ticked off", "ok"),
}
ORDER = list(WORDS)
CAN_BE_TICKED = (IN_USE, TO_CERTIFY)


@dataclass(frozen=True)
class Match:
    line: CertificateLine
    state: str
    device: Device | None = None
    detail: str = ""

    @property
    def words(self) -> str:
        return WORDS[self.state][0]

    @property
    def tone(self) -> str:
        return WORDS[self.state][1]

    @property
    def is_mismatch(self) -> bool:
        return ORDER.index(self.state) < ORDER.index(IN_USE)


def matched(certificate: Certificate, at: dt.datetime) -> list[Match]:
    """Every line as it stood at a moment, what does not match first."""
    if certificate.lines_at is not None and certificate.lines_at > at:
        return []
    return beside_register(certificate, list(certificate.lines.select_related("device", "ticked_by")), at)


def beside_register(certificate: Certificate, lines: Sequence[CertificateLine], at: dt.datetime) -> list[Match]:
    """Lines of a certificate, kept or only proposed."""
    serials = {line.serial for line in lines if line.serial}
    devices = devices_by_serial(certificate.organisation, serials, at)
    then = _Then(
        at,
        _holders([device for each in devices.values() for device in each], at),
        _certified_before(certificate, serials, at),
        Counter(line.serial for line in lines),
    )
    found = [_match(line, devices.get(line.serial, []), then) for line in lines]
    return sorted(found, key=lambda each: (ORDER.index(each.state), each.line.number))


@dataclass(frozen=True)
class _Then:
    """What the register and the other certificates said at a moment."""

    at: dt.datetime
    holders: dict[int, str]
    before: dict[str, str]
    times: Counter[str]


def _match(line: CertificateLine, devices: list[Device], then: _Then) -> Match:
    if line.ticked_at is not None and line.ticked_at <= then.at:
        return Match(line, TICKED, line.device)
    if line.settled and (line.settled_at is None or line.settled_at <= then.at):
        return Match(line, SETTLED, None, line.settled)
    if not line.serial:
        return Match(line, NO_SERIAL)
    if line.serial in then.before:
        return Match(line, RETIRED_TWICE, devices[0] if devices else None, then.before[line.serial])
    if then.times[line.serial] > 1:
        return Match(line, TWICE, devices[0] if devices else None)
    if not devices:
        return Match(line, NOT_ON_REGISTER)
    if len(devices) > 1:
        return Match(line, SEVERAL, None, ", ".join(device.asset_code for device in devices))
    return _of_one(line, devices[0], then)


def _of_one(line: CertificateLine, device: Device, then: _Then) -> Match:
    if device.retired_at is not None and device.retired_at <= then.at:
        return Match(line, TO_CERTIFY, device)
    holder = then.holders.get(device.pk)
    return Match(line, WITH_SOMEBODY, device, holder) if holder else Match(line, IN_USE, device)


def devices_by_serial(organisation: Organisation, serials: set[str], at: dt.datetime) -> dict[str, list[Device]]:
    found: dict[str, list[Device]] = defaultdict(list)
    rows = Device.objects.filter(organisation=organisation, serial__in=serials, owner=Device.Owner.SCHOOL)
    for device in rows.filter(created_at__lte=at).order_by("retired_at", "pk"):
        found[device.serial].append(device)
    return dict(found)


def retired_without(organisation: Organisation, at: dt.datetime) -> list[Device]:
    """Destroyed by the register, on no certificate: the other half of the mismatches."""
    gone = (Device.Retired.DESTROYED, Device.Retired.WIPED)
    of_the_school = {"organisation": organisation, "owner": Device.Owner.SCHOOL}
    ticked = CertificateLine.objects.filter(device=OuterRef("pk"), ticked_at__lte=at)
    rows = Device.objects.filter(~Exists(ticked), **of_the_school, retired_how__in=gone, retired_at__lte=at)
    rows = rows.filter(Q(certificate=None) | Q(certificate__created_at__gt=at)).order_by("-retired_at", "pk")
    return list(rows.only("asset_code", "make", "model", "serial", "retired_how"))


def _holders(devices: Sequence[Device], at: dt.datetime) -> dict[int, str]:
    """Whoever has it, or for whom it is put aside."""
    rows = Loan.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at), device__in=devices, created_at__lte=at)
    return {row.device_id: row.person.name for row in rows.select_related("person")}


def _certified_before(certificate: Certificate, serials: set[str], at: dt.datetime) -> dict[str, str]:
    """Serials that another certificate, not withdrawn, named first."""
    rows = CertificateLine.objects.filter(
        Q(certificate__withdrawn_at=None) | Q(certificate__withdrawn_at__gt=at),
        certificate__organisation=certificate.organisation,
        certificate__pk__lt=certificate.pk,
        serial__in=serials,
    )
    return {row.serial: str(row.certificate) for row in rows.select_related("certificate")}
