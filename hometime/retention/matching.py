"""A certificate beside the register: what does not match first. Three queries, however long the list."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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
    TWICE: ("It stands on this certificate more than once", "stop"),
    SEVERAL: ("Several devices have this serial", "beware"),
    NOT_ON_REGISTER: ("It is not on the register", "beware"),
    NO_SERIAL: ("The serial tells no machine from another", "beware"),
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


def matched(certificate: Certificate) -> list[Match]:
    """Every line, what does not match first."""
    lines = list(certificate.lines.select_related("device", "ticked_by"))
    serials = {line.serial for line in lines if line.serial}
    devices = devices_by_serial(certificate.organisation, serials)
    holders = _holders([device for each in devices.values() for device in each])
    before = _certified_before(certificate, serials)
    times = Counter(line.serial for line in lines)
    found = [_match(line, devices.get(line.serial, []), holders, before, times) for line in lines]
    return sorted(found, key=lambda each: (ORDER.index(each.state), each.line.number))


def _match(
    line: CertificateLine,
    devices: list[Device],
    holders: dict[int, str],
    before: dict[str, str],
    times: Counter[str],
) -> Match:
    if line.ticked_at is not None:
        return Match(line, TICKED, line.device)
    if line.settled:
        return Match(line, SETTLED, None, line.settled)
    if not line.serial:
        return Match(line, NO_SERIAL)
    if line.serial in before:
        return Match(line, RETIRED_TWICE, devices[0] if devices else None, before[line.serial])
    if times[line.serial] > 1:
        return Match(line, TWICE, devices[0] if devices else None)
    if not devices:
        return Match(line, NOT_ON_REGISTER)
    if len(devices) > 1:
        return Match(line, SEVERAL, None, ", ".join(device.asset_code for device in devices))
    return _of_one(line, devices[0], holders)


def _of_one(line: CertificateLine, device: Device, holders: dict[int, str]) -> Match:
    if device.retired_at is not None:
        return Match(line, TO_CERTIFY, device)
    holder = holders.get(device.pk)
    return Match(line, WITH_SOMEBODY, device, holder) if holder else Match(line, IN_USE, device)


def devices_by_serial(organisation: Organisation, serials: set[str]) -> dict[str, list[Device]]:
    found: dict[str, list[Device]] = defaultdict(list)
    rows = Device.objects.filter(organisation=organisation, serial__in=serials, owner=Device.Owner.SCHOOL)
    for device in rows.order_by("retired_at", "pk"):
        found[device.serial].append(device)
    return dict(found)


def retired_without(organisation: Organisation) -> list[Device]:
    """Destroyed by the register, on no certificate: the other half of the mismatches."""
    gone = (Device.Retired.DESTROYED, Device.Retired.WIPED)
    rows = Device.objects.filter(organisation=organisation, retired_how__in=gone, certificate=None)
    rows = rows.exclude(certified_by__ticked_at__isnull=False).exclude(owner=Device.Owner.MINE)
    return list(rows.order_by("-retired_at", "pk"))


def _holders(devices: Sequence[Device]) -> dict[int, str]:
    rows = Loan.objects.filter(device__in=devices, ended_at=None).select_related("person")
    return {row.device_id: row.person.name for row in rows}


def _certified_before(certificate: Certificate, serials: set[str]) -> dict[str, str]:
    """Serials that another certificate, not withdrawn, named first."""
    rows = CertificateLine.objects.filter(
        certificate__organisation=certificate.organisation,
        certificate__withdrawn_at=None,
        certificate__pk__lt=certificate.pk,
        serial__in=serials,
    ).exclude(certificate=certificate)
    return {row.serial: str(row.certificate) for row in rows.select_related("certificate")}
