"""Files from anywhere: read, or refused as a whole with one plain reason; and each line likewise."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hometime.imports.staff_lists import (
    FIELDS,
    day_of,
    guess_columns,
    is_enough,
    likely_sites,
    plain,
    read_lines,
    sites_in,
)
from hometime.lib.sheets import Sheet, Unreadable, read_sheet

TODAY = dt.date(2026, 11, 2)
RECORDS = "Forename,Surname,Work Email Address,Role\nTess,Okafor,tess@great-wickering.example,Teacher\n"
MICROSOFT = (
    "userPrincipalName,displayName,surname,mail,givenName,userType,jobTitle,accountEnabled,officeLocation\n"
    "tess@x.example,Tess Okafor,Okafor,tess@x.example,Tess,Member,Teacher,True,Great Wickering Academy\n"
    "a#EXT#@x.example,=1+1 Auditor,Auditor,a@firm.example,=1+1,Guest,,True,\n"
    "trolley@x.example,Laptop Trolley,,,,Member,,True,Great Wickering Academy\n"
    "vera@x.example,=2+2 Field,Field,vera@x.example,=2+2,Member,Teacher,True,Great Wickering Academy\n"
)
GOOGLE = (
    "First Name [Required],Last Name [Required],Email Address [Required],Password [Required],"
    "Org Unit Path [Required],Status [READ ONLY],Employee Title,Manager Email\n"
    "Tess,Okafor,tess@x.example,****,/Trust/Great Wickering Academy/Staff,Active,Teacher,leo@x.example\n"
    "Una,Field,una@x.example,****,/Trust/Great Wickering Academy/Leavers,Suspended,Teacher,\n"
    "Stella,Rowe,stella@x.example,****,/Trust/Tamsin Hollow/Staff,Active,Teacher,\n"
)


def lines(text, school="Great Wickering Academy"):
    sheet = read_sheet(text.encode())
    columns = guess_columns(sheet)
    return read_lines(sheet, columns, likely_sites(sites_in(sheet, columns), school), today=TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_survive_whatever_wrote_the_file(encoding):
    sheet = read_sheet("Forename,Surname,Role\nSiobhán,O’Shea,Teacher\n".encode(encoding))
    assert sheet.lines[0].cells == ("Siobhán", "O’Shea", "Teacher")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends_of_every_program(separator, ending):
    assert read_sheet(RECORDS.replace(",", separator).replace("\n", ending).encode()).lines[0].cells[1] == "Okafor"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\n\n , ,\n", "empty"),
        (b"Forename,Surname,Role\n", "no lines under them"),
        (b"PK\x03\x04rest", "a spreadsheet"),
        (b"%PDF-1.7", "a PDF"),
        (b"Name,Role\nA\x00B,x\n", "signs in it"),
        (b"\xff\xfeN", "letters in the file are broken"),
        (b'Name,Role\nA,b\n"C,d\n', "Line 3 has a quotation mark"),
        (b"Name,Role\n" + b"A,b\n" * 20_001, "more than 20,000 lines"),
        (b"Name," * 300 + b"\nA\n", "more than 200 columns"),
        (b"x" * 5_000_001, "larger than 5 MB"),
        (b"Name,Role\n" + b"a" * 200_000 + b",b\n", "far too long"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(content, says):
    with pytest.raises(Unreadable, match=says) as refused:
        read_sheet(content)
    assert refused.value.next_step


def test_lines_are_counted_as_a_person_counts_them():
    sheet = read_sheet(b'Name,Role\n\n"A\nB",x\n\nC,y\n')
    assert [line.number for line in sheet.lines] == [3, 6]


def test_a_line_with_too_many_cells_is_refused_and_the_others_are_not():
    first, second = lines(RECORDS + "Una,Field,una@x.example,Teacher,more\n")
    assert (first.refused, second.refused) == ("", "This line has more cells than there are headings.")


def test_columns_are_known_by_their_heads_wherever_they_stand():
    moved = "ROLE,email_address,Surname,Given Name\nTeacher,tess@x.example,Okafor,Tess\n"
    assert lines(moved)[0].name == "Tess Okafor"


def test_heads_in_another_language_are_asked_about():
    sheet = read_sheet("Prénom,Nom,Poste\nTess,Okafor,Prof\n".encode())
    assert not is_enough(guess_columns(sheet))


def test_a_title_is_not_taken_for_a_job():
    sheet = read_sheet(b"Title,Name\nMrs,Tess Okafor\n")
    assert "job_title" not in guess_columns(sheet)


def test_a_list_from_microsoft():
    tess, guest, trolley, formula = lines(MICROSOFT)
    assert (tess.name, tess.job_title) == ("Tess Okafor", "Teacher")
    assert "guest account" in guest.left_out
    assert "people share" in trolley.left_out
    assert "formula" in formula.refused


def test_a_list_from_google():
    tess, una, stella = lines(GOOGLE)
    assert tess.manager == "leo@x.example"
    assert una.has_left
    assert "Tamsin Hollow" in stella.left_out


@pytest.mark.parametrize("job", ["=HYPERLINK(1)", "+cmd", "-x", "@y"])
def test_a_formula_in_a_job_is_made_harmless(job):
    assert lines(RECORDS.replace("Teacher", job))[0].job_title[0].isalpha()


@pytest.mark.parametrize("address", ["nonsense", "a b@x.example", "=a@x.example", "a@x", "a@b@c.example"])
def test_what_is_no_address_is_refused(address):
    assert "is not an email address" in lines(RECORDS.replace("tess@great-wickering.example", address))[0].refused


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/08/2026", dt.date(2026, 8, 31)),
        ("8/9/2026", dt.date(2026, 9, 8)),
        ("2026-08-31", dt.date(2026, 8, 31)),
        ("2026-08-31T00:00:00Z", dt.date(2026, 8, 31)),
        ("2026/08/31 07:50:20", dt.date(2026, 8, 31)),
        ("9999-12-31", None),
        ("0001-01-01", None),
        ("", None),
    ],
)
def test_days_are_read_day_first(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize("text", ["31/02/2026", "8/31/2026", "31 Aug", "8/9/2025 8:07:31 AM", "20260831"])
def test_a_day_one_cannot_be_sure_of_is_refused(text):
    (line,) = lines(f"Name,Role,Start Date\nTess Okafor,Teacher,{text}\n")
    assert "not a date we can be sure of" in line.refused


def test_every_field_is_known_by_heads_as_they_are_compared():
    names = [name for _, heads in FIELDS.values() for name in heads]
    assert names == [plain(name) for name in names]
    assert len(names) == len(set(names))


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(content):
    try:
        assert isinstance(read_sheet(content), Sheet)
    except Unreadable as refused:
        assert refused.reason and refused.next_step


cell = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["=1+1", "Tess", "31/08/2026", "tess@x.example", "Guest", "no", '"', "İ", "٣١/٠٨/٢٠٢٦"]
)
heads = st.lists(st.sampled_from([names[0] for _, names in FIELDS.values()]), min_size=1, max_size=8, unique=True)


@given(heads, st.lists(st.lists(cell, max_size=9), min_size=1, max_size=6))
@settings(max_examples=200, deadline=None)
def test_any_cells_make_a_line_or_a_reason(heads, rows):
    quoted = [[f'"{each.replace(chr(34), chr(34) * 2)}"' for each in row] for row in [heads, *rows]]
    try:
        sheet = read_sheet("\n".join(",".join(row) for row in quoted).encode())
    except Unreadable:
        return
    columns = guess_columns(sheet)
    for line in read_lines(sheet, columns, sites_in(sheet, columns), today=TODAY):
        assert line.refused or line.left_out or any(sign.isalpha() for sign in line.name)
        assert not line.job_title.startswith(("=", "+", "-", "@"))
