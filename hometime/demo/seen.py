"""What was seen of the pretend schools’ devices: the same facts as their people’s records, told by sources and audits as they would be.

On the tablet GWA-0013 two sources differ, so that this can be looked at.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from hometime.equipment.audits.drawing import draw, seal_of, weight_of
from hometime.equipment.models import Audit, AuditCheck, Device, Loan, NetworkRange, Observation, SeenList, Source
from hometime.equipment.posture.differing import settle
from hometime.equipment.posture.readings import FACTS, ONLINE
from hometime.ledger.actions import record
from hometime.people.models import Organisation, Person

from .actors import person
from .cast import code_of, slug_of
from .records import Record, records_for

SOURCES = {"device management": Source.INTUNE, "school network": Source.NETWORK, "loan form": Source.OWN}
ADDRESSES = "203.0.113.8/29"
AUDITED = 90  # days ago, as the records of the cast say
EARLY = time(8, 10)


def put_seen(at: datetime) -> None:
    """All in one go, and one act for the organisation that it was loaded."""
    school = Organisation.objects.get(code=code_of("great-wickering"))
    idris = person("idris")
    loans = list(Loan.objects.filter(device__organisation=school, ended_at=None).select_related("device", "person"))
    laptops = [loan for loan in loans if loan.device.is_computer]
    handed_in = _list(school, idris, at)
    rows = [row for loan in laptops for row in _of(loan, handed_in, at)]
    seen = Observation.objects.bulk_create([*rows, *_differing(school, handed_in, idris, at)])
    settle((row.device for row in seen), at)
    NetworkRange.objects.create(
        organisation=school, network=ADDRESSES, words="Main site", begun_at=at - timedelta(days=400), created_by=idris
    )
    _audit(school, laptops, at)
    record("demo.seen_loaded", organisation=school, by=None, at=at)


def _list(school: Organisation, by: Person, at: datetime) -> SeenList:
    handed_in_at = at - timedelta(hours=1)
    return SeenList.objects.create(
        organisation=school,
        name="DevicesWithInventory.csv",
        sha256=hashlib.sha256(b"demonstration").hexdigest(),
        source=Source.INTUNE,
        state=SeenList.State.APPLIED,
        created_at=handed_in_at,
        created_by=by,
        applied_at=handed_in_at,
    )


def _of(loan: Loan, handed_in: SeenList, at: datetime) -> Iterator[Observation]:
    today = timezone.localdate(at)
    for told in records_for(slug_of(loan.person.code) or "", today):
        if told.fact in (*FACTS, ONLINE) and told.source in SOURCES:
            yield _row(loan, told, handed_in, at)


def _row(loan: Loan, told: Record, handed_in: SeenList, at: datetime) -> Observation:
    source = SOURCES[told.source]
    is_managed = source == Source.INTUNE
    seen_at = min(timezone.make_aware(datetime.combine(told.recorded_on, EARLY)), handed_in.created_at)
    return Observation(
        organisation=loan.device.organisation,
        device=loan.device,
        fact=told.fact,
        value=told.value.isoformat() if isinstance(told.value, date) else told.value,
        source=source,
        seen_at=seen_at,
        received_at=handed_in.created_at if is_managed else seen_at,
        seen_list=handed_in if is_managed else None,
        created_by=loan.person if source == Source.OWN else None,
        holder=None if is_managed else loan.person,
    )


def _differing(school: Organisation, handed_in: SeenList, idris: Person, at: datetime) -> Iterator[Observation]:
    """The device manager says that it is encrypted; whoever looked at it says that it is not."""
    tablet = Device.objects.filter(organisation=school, asset_code="GWA-0013").first()
    if tablet is None:
        return
    seen_at = at - timedelta(days=3)
    about = {"organisation": school, "device": tablet, "fact": "device.encryption", "seen_at": seen_at}
    yield Observation(
        **about, value="whole", source=Source.INTUNE, received_at=handed_in.created_at, seen_list=handed_in
    )
    yield Observation(**about, value="none", source=Source.IT, received_at=seen_at, created_by=idris)


def _audit(school: Organisation, laptops: list[Loan], at: datetime) -> None:
    """All of them were looked at, and nothing was wrong. The seed is the same every time, as the demonstration is."""
    begun_at = at - timedelta(days=AUDITED)
    pool = [[str(loan.device.code), weight_of(None)] for loan in laptops]
    seed = hashlib.sha256(b"great-wickering").hexdigest()
    hana, bilal = person("hana"), person("bilal")
    audit = Audit.objects.create(
        code=code_of("audit:great-wickering"),
        organisation=school,
        size=len(pool),
        seed=seed,
        pool=pool,
        seal=seal_of(seed, len(pool), pool),
        created_at=begun_at,
        created_by=bilal,
        closed_at=begun_at,
        closed_by=bilal,
    )
    by_code = {str(loan.device.code): loan for loan in laptops}
    drawn = [by_code[code] for code in draw(seed, len(pool), pool)]
    AuditCheck.objects.bulk_create(_checks(audit, drawn, hana, bilal))


def _checks(audit: Audit, drawn: Iterable[Loan], hana: Person, bilal: Person) -> Iterator[AuditCheck]:
    for place, loan in enumerate(drawn, start=1):
        yield AuditCheck(
            organisation=audit.organisation,
            audit=audit,
            place=place,
            device=loan.device,
            device_code=loan.device.code,
            asset_code=loan.device.asset_code,
            serial=loan.device.serial,
            what=loan.device.what,
            holder=loan.person,
            holder_name=loan.person.name,
            outcome=AuditCheck.Outcome.FOUND,
            checked_at=audit.created_at,
            checked_by=hana if loan.person_id == bilal.pk else bilal,
        )
