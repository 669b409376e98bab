"""Lists of the cast, as Hana would hand them in."""

import pytest

from hometime.imports.actions import apply_staff, plan_of, read_staff

HEADS = (
    "Staff Code,Forename,Surname,Work Email Address,Role,Employment Start Date,Employment End Date,Line Manager,Site"
)
LIST = f"""{HEADS}
TOK,Tess,Okafor,tess@great-wickering.example,Teacher of history,01/09/2021,,LMA,Great Wickering Academy
LMA,Leo,Marsh,leo@great-wickering.example,Head of humanities,01/09/2017,,HWH,Great Wickering Academy
HWH,Hana,Whitlock,hana@great-wickering.example,Principal,01/09/2019,,,Great Wickering Academy
NRA,Noor,Rahman,noor@great-wickering.example,Teaching assistant,19/10/2026,31/10/2026,LMA,Great Wickering Academy
UFI,Una,Field,una@great-wickering.example,Librarian,01/10/2026,,JBA,Great Wickering Academy
JBA,Jo,Barker,,Head of library,01/09/2026,,HWH,Great Wickering Academy
JBA,Jo,Barker,,Midday supervisor,01/09/2026,,HWH,Tamsin Hollow Primary
TOK,Tess,Okafor,tess@great-wickering.example,Exam invigilator,01/09/2024,,LMA,Great Wickering Academy
OLD,Otto,Lang,otto@great-wickering.example,Teacher,01/09/2011,31/08/2020,,Great Wickering Academy
SRO,Somebody,Else,stella@tamsin-hollow.example,Teacher,01/09/2020,,,Great Wickering Academy
STE,Stella,Rowe,stella@tamsin-hollow.example,Teacher,01/09/2020,,,Tamsin Hollow Primary
BAD,Bea,Day,bea@great-wickering.example,Teacher,2026,,,Great Wickering Academy
VFI,=1+1,Field,vera@great-wickering.example,Teacher,,,,Great Wickering Academy
"""


@pytest.fixture
def hand_in(hana, viewer, now):
    """`hand_in()`: Hana hands in a list. Nothing changes yet."""

    def read(text=LIST, by=None):
        return read_staff(text.encode(), name="staff.csv", by=viewer(by or hana), at=now)

    return read


@pytest.fixture
def take_over(hana, viewer, now):
    """`take_over(list)`: Hana looks at it, and takes it over."""

    def apply(made, by=None, at=None):
        by = viewer(by or hana)
        return apply_staff(made, digest=plan_of(made, by).digest, by=by, at=at or now)

    return apply
