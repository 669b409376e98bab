"""A school with a policy in force, devices on its register, and papers out."""

from datetime import date
from uuid import uuid4

import pytest

from hometime.equipment.models import Device, Loan
from hometime.files.tests.pdfs import pdf_of
from hometime.papers.actions import sign_out
from hometime.papers.taking import Taking
from hometime.retention.actions import add_certificate
from hometime.retention.reading import read_list
from tests.policies import in_force as in_force  # that policy at both schools

FRIDAY = date(2026, 11, 6)
LIST = (
    b"Item,Serial Number\r\nLaptop,PF3ABC12\r\nLaptop,pf3abc13 \r\nTablet,DMPXYZ99\r\n"
    b"Laptop,PF3ABC14\r\nLaptop,To be filled by O.E.M.\r\n"
)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PAPER = (
    "Certificate of destruction, reference CD-2026-0117",
    "Great Wickering Academy, DY1 1AA, 01/11/2026, VAT GB908172639",
    "No Item Serial Number Date",
    "1 Laptop L13 PF3ABC12 01/11/2026",
    "2 Laptop L13 pf3abc13 01/11/2026",
    "3 Laptop L13 PF3ABC14 01/11/2026",
    "4 Tablet DMPXYZ99 01/11/2026",
)


@pytest.fixture
def device(great_wickering, now, today):
    """`device("GW-1", "PF3ABC12")`: a laptop on the register."""

    def make(asset_code, serial, **more):
        told = {"kind": "laptop", "make": "Lenovo", "model": "L13", "registered_on": today, "created_at": now}
        return Device.objects.create(
            organisation=great_wickering, asset_code=asset_code, serial=serial, **(told | more)
        )

    return make


@pytest.fixture
def devices(device, great_wickering, tess, bilal, now):
    """One retired and destroyed, one in use at school, one that Tess has."""
    gone = device("GW-1", "PF3ABC12", retired_at=now, retired_how="destroyed", retired_by=bilal)
    idle = device("GW-2", "PF3ABC13")
    lent = device("GW-3", "PF3ABC14")
    Loan.objects.create(
        organisation=great_wickering,
        device=lent,
        person=tess,
        lent_at=now,
        due_on=FRIDAY,
        created_at=now,
        created_by=bilal,
    )
    return gone, idle, lent


@pytest.fixture
def certificate(devices, idris, viewer, now, today):
    return enter(idris, viewer, now, today)


def enter(person, viewer, now, today, content=LIST, **changes):
    told = {"kind": "equipment", "company": "Shred and Go", "reference": "C-17", "dated_on": today, "document": None}
    found = read_list(content)
    return add_certificate(**(told | {"found": found, "once": uuid4()} | changes), by=viewer(person), at=now)


@pytest.fixture
def out(in_force, tess, viewer, now):
    in_force("yourig")
    taking = Taking(
        what="Old reports",
        items=("Report 1", "Report 2"),
        purpose="To check",
        due_on=FRIDAY,
        data="personal",
        whose="Pupils of 7B",
        container="locked_case",
        online_instead=False,
        only_needed=True,
    )
    return sign_out(taking, once=uuid4(), by=viewer(tess), at=now)


@pytest.fixture
def of_pdf(devices, idris, viewer, now, today):
    """A certificate that is a PDF, whose serials nobody has confirmed yet."""
    return enter(idris, viewer, now, today, document=("c.pdf", pdf_of(*PAPER)), found=None)
