"""One of everything that leaves the building, and of what follows when something goes wrong; see `things`."""

import datetime as dt
from uuid import uuid4

from hometime.equipment.models import Audit, AuditCheck, Device, Kit, NetworkRange, Observation, SeenList
from hometime.incidents.deciding.actions import send_letter
from hometime.incidents.lessons.actions import learn
from hometime.incidents.models import Complaint, Recipient
from hometime.incidents.referrals.actions import refer
from hometime.incidents.reporting.actions import Report, Thing, keep_draft, report_incident

STOLEN = Report(kind="stolen", thing="school_device", data="personal", looked_after_child="not_sure", child="yes")


def lent(made):
    """Tess’s laptop with all that is known of it, and what the school keeps beside it."""
    laptop = Device.objects.get(organisation=made.school, loans__person=made.tess, kind="laptop")
    loan, kit = laptop.loans.get(), Kit.objects.get(organisation=made.school)
    check = AuditCheck.objects.get(audit__organisation=made.school, holder=made.tess)
    set_by_hand = Observation.objects.create(
        organisation=made.school,
        device=laptop,
        fact="device.encryption",
        value="whole",
        source="overruled",
        seen_at=made.now,
        received_at=made.now,
        created_by=made.cast["idris"],
        good_until=made.now + dt.timedelta(days=7),
    )
    return {
        "/e/": {"asset_code": laptop.asset_code},
        "/equipment/<uuid:code>/": {"code": laptop.code, "name": "encryption"},
        "/equipment/audits/<uuid:code>/": {"code": Audit.objects.get(organisation=made.school).code},
        "/equipment/audits/checks/<uuid:code>/": {"code": check.code},
        "/equipment/hand-over/to/<uuid:code>/": {"code": made.cast["leo"].code},
        "/equipment/handed-over/<uuid:code>/": {"code": loan.hand_over.code},
        "/equipment/kits/<uuid:code>/": {"code": kit.code, "device_code": kit.items.first().device.code},
        "/equipment/lists/<uuid:code>/": {"code": SeenList.objects.get(organisation=made.school).code},
        "/equipment/loans/<uuid:code>/": {"code": loan.code},
        "/equipment/networks/<uuid:code>/": {"code": NetworkRange.objects.get(organisation=made.school).code},
        "/equipment/readings/<uuid:code>/": {"code": set_by_hand.code},
    }


def gone_wrong(made):
    """The laptop stolen, as Tess reports it; a report of hers half told; a complaint; and a matter passed on."""
    laptop = Device.objects.get(organisation=made.school, loans__person=made.tess, kind="laptop")
    dara = made.by("dara")
    told = Report(**vars(STOLEN) | {"things": [Thing("device", laptop.code, laptop.asset_code)]})
    incident = report_incident(told, once=uuid4(), **made.by("tess"))
    lesson = learn(incident, words="Lend lockable cases.", owner=made.cast["bilal"], due_on=made.today, **dara)
    letter = send_letter(incident, to="A parent", how="post", text="We are sorry.", sent_on=made.today, **dara)
    outside = Recipient.objects.create(incident=incident, role="police", label="The police", by="at once")
    draft = keep_draft(uuid4(), step="now", said={"now": "over"}, **made.by("tess"))
    return {
        "/incidents/<uuid:code>/": {
            "code": incident.code,
            "item": "wiped",
            "letter": letter.code,
            "recipient": outside.pk,
        },
        "/incidents/complaints/<uuid:code>/": {"code": Complaint.objects.get(organisation=made.school).code},
        "/incidents/lessons/<uuid:code>/": {"code": lesson.code},
        "/incidents/referrals/<uuid:code>/": {
            "code": refer(about=made.tess, words="The procedure.", **made.by("hana")).code
        },
        "/incidents/report/<uuid:code>/": {"code": draft.code, "step": "what"},
    }
