"""One of everything at Great Wickering, so that every address of the site can be opened: `things(cast, now)`.

Addresses are matched by how they begin, the longest first. A new register adds its line to `things`; an address whose
record nobody made is opened with a code that belongs to nothing.
"""

import datetime as dt
import re
from uuid import UUID, uuid4

from django.core.files.base import ContentFile

from hometime.arrangements import models as work
from hometime.decisions.actions import keep_receipt
from hometime.decisions.answers import answer
from hometime.equipment.asking.actions import changes, faults, insurance, limits, requests, set_ups
from hometime.equipment.models import Device
from hometime.equipment.own import actions as own
from hometime.equipment.register.actions import Details
from hometime.equipment.systems import actions as systems
from hometime.files.models import StoredFile
from hometime.home.models import Feed
from hometime.imports.actions import read_staff
from hometime.incidents.complaints import outside as complaints
from hometime.learning.models import Acknowledgement, Question
from hometime.notices.models import Message, Notice, Pace, State
from hometime.papers import models as paper
from hometime.people.models import Delegation, GuestAccess, Invitation, Organisation, Role, fingerprint_of
from hometime.people.viewer import viewer_for
from hometime.policy.packs import shipped
from hometime.retention.models import Certificate
from tests.architecture.outside_things import gone_wrong, lent

NOWHERE = UUID("00000000-0000-4000-8000-000000000000")
SECRET = "a-secret-of-nobody"
# What stands in an address besides the code of a record.
WORDS = {
    "/ask/<slug:activity>/": {"activity": "work-at-home", "name": "data.kind"},
    "/arrangements/ask/<slug:step>/": {"step": "reason"},
    "/arrangements/dates/<int:begins>/": {"begins": "2026"},
    "/calendar/feeds/make/<slug:kind>/": {"kind": "person"},
    "/policy/clauses/<str:clause>/": {"clause": "WH86"},
    "/policy/controls/<slug:control>/": {"control": "homeworking-authorisation"},
    "/training/courses/<str:fact>/": {"fact": "learning.cyber_course_on"},
    "/account/invitation/<str:secret>/": {"secret": SECRET},
    "/account/oidc/<slug:provider_id>/": {"provider_id": "microsoft"},
}
PART = re.compile(r"<(\w+):(\w+)>")


class Things:
    """Tess’s records at Great Wickering, where she is a teacher, and what stands at its address."""

    def __init__(self, cast, now):
        self.cast, self.now, self.today = cast, now, now.date()
        self.tess = cast["tess"]
        self.school = Organisation.objects.get(slug="great-wickering")
        self.about = {
            "organisation": self.school,
            "person": self.tess,
            "created_at": now,
            "created_by": self.tess,
        }

    def viewer(self, slug):
        return viewer_for(self.cast[slug], on=self.today)

    def arrangement(self):
        asked = work.Arrangement.objects.create(
            **self.about,
            ground="ad_hoc",
            why="A private reason",
            slots=[":4:day"],
            starts_on=self.today,
            place="home",
            data="ordinary",
            state="submitted",
            line_manager=self.cast["leo"],
            decider_kind="head",
        )
        condition = work.Condition.objects.create(arrangement=asked, person=self.tess, words="A locked cupboard")
        return {"code": asked.code, "condition": condition.code}

    def abroad(self):
        return work.AbroadRequest.objects.create(
            **self.about,
            country="France",
            leaves_on=self.today,
            returns_on=self.today,
            works_there=True,
            decider_kind="head",
        )

    def flexible(self):
        asked = work.FlexibleRequest.objects.create(
            **self.about,
            employer=self.school.parent,
            nation="E",
            received_on=self.today,
            change="Fridays off",
            starts_on=self.today + dt.timedelta(days=60),
            decider_kind="head",
            last_day=self.today + dt.timedelta(days=60),
        )
        time = asked.extensions.create(
            new_last_day=asked.last_day, by_employer=True, proposed_by=self.cast["hana"], proposed_at=self.now
        )
        return {"code": asked.code, "extension": time.pk}

    def choice(self):
        closure = work.Closure.objects.create(
            organisation=self.school,
            cause="building",
            starts_on=self.today,
            created_at=self.now,
            created_by=self.cast["hana"],
        )
        return {"choice": closure.choices.create(words="Chat", chosen_by=self.tess, chosen_at=self.now).pk}

    def hours(self):
        by_leo = self.about | {"created_by": self.cast["leo"]}
        return work.HoursNotice.objects.create(**by_leo, hours=[["08:00", "16:00"]] * 5)

    def doubt(self):
        return work.Doubt.objects.create(
            **self.about, words="May I?", state="asked", line_manager=self.cast["leo"], decider_kind="head"
        )

    def feed(self):
        feed = Feed.objects.create(
            organisation=self.school, person=self.tess, kind="person", created_at=self.now, renewed_at=self.now
        )
        return {"code": feed.code, "secret": feed.secret}

    def file(self):
        stored = StoredFile.objects.create(
            organisation=self.school,
            name="copy.pdf",
            kind="pdf",
            size=9,
            sha256="0" * 64,
            place="nowhere",
            created_at=self.now,
            created_by=self.tess,
        )
        stored.path.parent.mkdir(parents=True, exist_ok=True)
        stored.path.write_bytes(ContentFile(b"%PDF-1.7\n").read())
        Acknowledgement.objects.filter(pk=self.signature().pk).update(document=stored)
        return stored

    def signature(self):
        return Acknowledgement.objects.filter(person=self.tess).latest("pk")

    def staff_list(self):
        return read_staff(b"Name,Email\nUna Field,una@great-wickering.example\n", name="staff.csv", **self.by("hana"))

    def by(self, slug):
        return {"by": self.viewer(slug), "at": self.now}

    def notice(self, **more):
        return Notice.objects.create(
            key=f"door:{len(more)}",
            kind="arrangements.asked",
            organisation=self.school,
            person=self.tess,
            subject="A notice",
            text="Words",
            pace=Pace.DIGEST,
            due_at=self.now,
            created_at=self.now,
            **more,
        )

    def trouble(self):
        mail = Message.objects.create(person=self.tess, state=State.FAILED, next_at=self.now, created_at=self.now)
        self.notice(message=mail)
        return mail

    def delegation(self):
        role = Role.objects.get(person=self.cast["hana"], kind="head")
        return Delegation.objects.create(
            organisation=self.school,
            role=role,
            holder=role.person,
            deputy=self.cast["leo"],
            starts_on=self.today + dt.timedelta(days=30),  # so that nobody's column changes by it
            ends_on=self.today + dt.timedelta(days=31),
            created_at=self.now,
            created_by=role.person,
        )

    def guest(self):
        """Tess herself, so that nobody more has a post; Leo answers for her."""
        day = {"starts_on": self.today, "ends_on": self.today}
        return GuestAccess.objects.create(
            **self.about | {"created_by": self.cast["hana"]}, sponsor=self.cast["leo"], **day
        )

    def invitation(self):
        Invitation.objects.create(
            person=self.cast["noor"],
            fingerprint=fingerprint_of(SECRET),
            created_at=self.now,
            expires_at=self.now + dt.timedelta(days=7),
        )
        return {}

    def measure(self):
        written = {"organisation": self.school, "created_by": self.cast["leo"], "created_at": self.now}
        told = {"person": self.tess, "what": "A weekly look", "why": "No marks in October.", "starts_on": self.today}
        return {"code": work.Measure.objects.create(**written, **told).code}

    def question(self):
        return Question.objects.create(
            organisation=self.school, person=self.tess, text="May I?", goes_to="|head|", created_at=self.now
        )

    def papers(self):
        told = {"what": "Books", "data": "ordinary", "purpose": "To mark", "due_on": self.today}
        out = paper.SignOut.objects.create(**self.about, **told, basis="log")
        paper.PaperItem.objects.create(sign_out=out, number=1, words="Book")
        kept = {name: self.about[name] for name in ("organisation", "created_at", "created_by")}
        trip = paper.Journey.objects.create(**kept, sign_out=out, container="locked_case", transport="car", level="ok")
        return {"code": out.code, "journey": trip.code}

    def leave_for_papers(self):
        told = {"what": "Books", "data": "ordinary", "purpose": "To mark", "due_on": self.today, "items": ["Book"]}
        return paper.PaperRequest.objects.create(**self.about, **told, kind="permission", decider_kind="head")

    def certificate(self):
        made = Certificate.objects.create(
            organisation=self.school,
            kind="equipment",
            company="Shred and Go",
            dated_on=self.today,
            created_at=self.now,
            created_by=self.cast["idris"],
        )
        line = made.lines.create(number=1, written="AB12", serial="AB12")
        return {"code": made.code, "number": line.pk}

    def asked_of_equipment(self):
        """What Tess asks about devices, and what the school does about hers."""
        tess, idris = self.by("tess"), self.by("idris")
        told = {"about": "device", "words": "It hums.", "noticed_at": self.now}
        phone = own.register_own(Details(kind="phone", make="Pixel"), keeps=[], **tess)
        mended = {"shop": "Fix It", "has_contract": True, "contract": None}
        cut = {"what": "access", "words": "Email", "why": "Two countries", "warned": False, "tell_now": True}
        return {
            "requests": of(requests.ask_for_device(kind="laptop", need="To plan", rung=None, **tess)),
            "changes": of(changes.ask_for_change(kind="app", what="Scratch", why="For a club", **tess)),
            "faults": of(faults.report_fault(**told, **tess)) | {"recipient": "it_technician"},
            "insurance": of(insurance.ask_insurance(words="In the boot?", **tess)),
            "limits": of(limits.begin_limit(**cut, person=self.tess, **idris)),
            "set-ups": of(set_ups.plan_set_up(self.tess, words="A screen", **idris)) | {"as_who": "head"},
            "tests": of(Device.objects.get(organisation=self.school, loans__person=self.tess, kind="laptop")),
            "own": of(phone),
            "own/repair": of(own.take_to_repair(phone, **mended, **tess)),
        }

    def complaint_form(self):
        door = complaints.open_door(**self.by("dara"))
        sent = complaints.Sent("A parent", "My letter went next door.", uuid4())
        made = complaints.complain_from_outside(door, sent, at=self.now, on=self.today)
        return {"word": door.word, "once": made.once}

    def system(self):
        told = systems.Described("Mail", "personal")
        made = systems.add_system(told, kinds=["laptop"], **self.by("idris"))
        return {"code": made.code, "opening": made.openings.get().code}

    def receipt(self):
        found = answer(shipped("wolsey-house"), {"activity": "work-at-home"}, self.today)
        return keep_receipt(found, **self.by("tess"))


def things(cast, now):
    """How an address begins → what stands in it."""
    made = Things(cast, now)
    asked = {f"/equipment/{name}/<uuid:code>/": each for name, each in made.asked_of_equipment().items()}
    return (
        WORDS
        | asked
        | lent(made)
        | {
            "/account/invitation/": made.invitation(),
            "/arrangements/<uuid:code>/": made.arrangement(),
            "/arrangements/abroad/<uuid:code>/": of(made.abroad()),
            "/arrangements/absence/<uuid:code>/": of(
                work.Absence.objects.create(**made.about, on=made.today, reason="ill")
            ),
            "/arrangements/checks/<uuid:code>/": made.measure(),
            "/arrangements/closure/choices/": made.choice(),
            "/arrangements/doubts/<uuid:code>/": of(made.doubt()),
            "/arrangements/duties/<uuid:code>/": of(work.DutiesAgreement.objects.create(**made.about, change="other")),
            "/arrangements/flexible/<uuid:code>/": made.flexible(),
            "/arrangements/hours/<uuid:code>/": of(made.hours()),
            "/calendar/feeds/<uuid:code>/": made.feed(),
            "/complain/": made.complaint_form(),
            "/equipment/systems/": made.system(),
            "/disposal/certificates/<uuid:code>/": made.certificate(),
            "/files/<uuid:code>/": of(made.file()),
            "/imports/staff/<uuid:code>/": of(made.staff_list()),
            "/notices/<uuid:code>/": of(made.notice()),
            "/notices/trouble/<uuid:code>/": of(made.trouble()),
            "/p/": {"label": "8AHSTRY2"},
            "/papers/<uuid:code>/": made.papers(),
            "/papers/gather/": {"label": "8AHSTRY2"},
            "/papers/ask/<uuid:code>/": of(made.leave_for_papers()),
            "/papers/sets/<uuid:code>/": of(paper.PaperSet.objects.get()),
            "/people/<uuid:code>/": {"code": made.tess.code, "number": 1},
            "/people/guests/<uuid:code>/": of(made.guest()),
            "/people/standing-in/<uuid:code>/": of(made.delegation()),
            "/questions/<uuid:code>/": of(made.question()),
            "/receipts/<uuid:code>/": {"code": made.receipt().code, "way": 1},
            "/signatures/<uuid:code>/": of(made.signature()),
        }
        | gone_wrong(made)
    )


def of(record):
    return {"code": record.code}


def address_of(route, made):
    """The address of a route, with what stands in it; and whether a record of Great Wickering is what it opens."""
    known = {}
    for beginning in sorted((each for each in made if route.startswith(each)), key=len):
        known |= made[beginning]
    address = PART.sub(lambda part: str(known.get(part[2], NOWHERE if part[1] == "uuid" else 1)), route)
    return re.sub(r"\(\?P<\w+>[^)]*\)", "x", address).replace("^", "").replace("$", "")
