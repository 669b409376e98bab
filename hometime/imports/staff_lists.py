"""What a sheet says of each member of staff: which column is which, and each line read or refused with a reason. No Django."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from hometime.lib.csv import RISKY
from hometime.lib.sheets import Line, Sheet

# Field → its words for people, and the heads it is known by (letters and digits alone, small).
FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "first_name": ("First name", ("forename", "firstname", "givenname", "preferredforename", "preferredfirstname")),
    "last_name": ("Last name", ("surname", "lastname", "familyname", "preferredsurname")),
    "full_name": ("Whole name", ("displayname", "fullname", "name", "staffname", "employeename")),
    "email": (
        "Work email address",
        ("workemailaddress", "workemail", "emailaddress", "mail", "email", "userprincipalname"),
    ),
    "job_title": ("Job", ("jobtitle", "employeetitle", "role", "post", "position", "job", "title")),
    "code": ("Staff code or number", ("staffcode", "employeeid", "personid", "staffid", "payrollnumber", "id")),
    "manager": ("Line manager", ("linemanager", "manageremail", "linemanageremail", "manager", "reportsto")),
    "starts_on": ("First day", ("employmentstartdate", "startdate", "dateofarrival", "startson")),
    "ends_on": ("Last day", ("employmentenddate", "enddate", "leavingdate", "dateofleaving", "endson")),
    "current": ("Still here (yes or no)", ("current", "accountenabled", "status", "active", "iscurrent")),
    "kind": ("Kind of account", ("usertype",)),
    "site": (
        "School or site",
        ("site", "school", "officelocation", "physicaldeliveryofficename", "orgunitpath", "establishment"),
    ),
}
HONORIFICS = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "rev"}
ADDRESS = re.compile(r"[^@\s,;:<>\"()\[\]\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
GONE = {"no", "n", "false", "0", "suspended", "left", "leaver", "inactive", "disabled", "archived", "deleted"}
ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?")
BRITISH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: 00:00(?::00)?)?")
NO_DAY = (1, 9999)  # years that programs write for “never”


@dataclass(frozen=True)
class StaffLine:
    number: int
    name: str = ""
    email: str = ""
    job_title: str = ""
    codes: tuple[str, ...] = ()
    manager: str = ""  # in small letters, to be found by
    manager_said: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    has_left: bool = False
    refused: str = ""  # the line cannot be used
    left_out: str = ""  # the line is not for us


def guess_columns(sheet: Sheet) -> dict[str, int]:
    """Field → column, by the heads alone and never by where they stand."""
    known: dict[str, int] = {}
    heads = [plain(head) for head in sheet.heads]
    for field, (_, names) in FIELDS.items():
        column = next((heads.index(name) for name in names if name in heads), None)
        if column is not None and not _is_honorific(sheet, field, column):
            known[field] = column
    return known


def is_enough(columns: Mapping[str, int]) -> bool:
    """A name, and what they do."""
    has_name = "full_name" in columns or {"first_name", "last_name"} <= columns.keys()
    return has_name and "job_title" in columns


def plain(head: str) -> str:
    """“Email Address [Required]”, “email_address” and “emailAddress” are one."""
    return re.sub(r"[\W_]", "", re.sub(r"\[.*?\]", "", head)).casefold()


def sites_in(sheet: Sheet, columns: Mapping[str, int]) -> list[str]:
    if "site" not in columns:
        return []
    return sorted({line.cells[columns["site"]] for line in sheet.lines if line.cells[columns["site"]]})


def likely_sites(sites: list[str], school: str) -> list[str]:
    return [site for site in sites if plain(school) in plain(site)]


def read_lines(sheet: Sheet, columns: Mapping[str, int], sites: list[str], *, today: dt.date) -> list[StaffLine]:
    return [_read(line, columns, sites, today) for line in sheet.lines]


def _read(line: Line, columns: Mapping[str, int], sites: list[str], today: dt.date) -> StaffLine:
    said = {field: line.cells[column] for field, column in columns.items()}
    name = _name(said)
    if line.problem:
        return StaffLine(line.number, name=name, refused=line.problem)
    if left_out := _not_for_us(said, name, sites):
        return StaffLine(line.number, name=name, left_out=left_out)
    if problem := _problem(said, name):
        return StaffLine(line.number, name=name, refused=problem)
    ends_on = day_of(said.get("ends_on", ""))
    return StaffLine(
        line.number,
        name=name,
        email=said.get("email", "").lower(),
        job_title=_safe(said.get("job_title", ""))[:100] or "Member of staff",
        codes=tuple(code for code in (said.get("code", "").casefold(),) if code),
        manager=said.get("manager", "").casefold(),
        manager_said=said.get("manager", ""),
        starts_on=day_of(said.get("starts_on", "")),
        ends_on=ends_on,
        has_left=_has_left(said, ends_on, today),
    )


def _name(said: Mapping[str, str]) -> str:
    if {"first_name", "last_name"} & said.keys():
        return " ".join(part for part in (said.get("first_name", ""), said.get("last_name", "")) if part)
    return said.get("full_name", "")


def _not_for_us(said: Mapping[str, str], name: str, sites: list[str]) -> str:
    if said.get("kind", "").casefold() == "guest":
        return "A guest account, not a member of staff."
    if "site" in said and said["site"] not in sites:
        return f"At another place: {said['site']}." if said["site"] else "This line does not say which school."
    if not name and said.get("full_name"):
        return "No first and last name: this looks like an account that people share."
    return ""


def _problem(said: Mapping[str, str], name: str) -> str:
    if not any(sign.isalpha() for sign in name):
        return "There is no name."
    if name.startswith(RISKY):
        return f"The name begins with “{name[0]}”, which a spreadsheet would run as a formula."
    if len(name) > 200 or any(unicodedata.category(sign) == "Cc" for sign in name):
        return "The name is not one a person could have."
    email = said.get("email", "")
    if email and (len(email) > 254 or email.startswith(RISKY) or not ADDRESS.fullmatch(email)):
        return f"“{email[:60]}” is not an email address."
    return _problem_of_days(said)


def _problem_of_days(said: Mapping[str, str]) -> str:
    days = {}
    for field in ("starts_on", "ends_on"):
        try:
            days[field] = day_of(said.get(field, ""))
        except ValueError:
            return f"“{said[field][:30]}” is not a date we can be sure of. Write 31/08/2026 or 2026-08-31."
    if days["starts_on"] and days["ends_on"] and days["ends_on"] < days["starts_on"]:
        return "The last day is before the first."
    return ""


def day_of(text: str) -> dt.date | None:
    """2026-08-31 or 31/08/2026, day first. None for nothing, and for the years programs write for “never”."""
    if not text:
        return None
    if found := ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := BRITISH.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    else:
        raise ValueError(text)
    return None if year in NO_DAY else dt.date(year, month, day)


def _has_left(said: Mapping[str, str], ends_on: dt.date | None, today: dt.date) -> bool:
    """By their last day; or, where there is none, by a word that says so."""
    if ends_on:
        return ends_on < today
    return said.get("current", "").casefold() in GONE


def _safe(text: str) -> str:
    return text.lstrip("".join(RISKY)).strip() if text.startswith(RISKY) else text


def _is_honorific(sheet: Sheet, field: str, column: int) -> bool:
    """“Title” may be a job or Mrs."""
    if field != "job_title" or plain(sheet.heads[column]) != "title":
        return False
    return any(line.cells[column].casefold().strip(".") in HONORIFICS for line in sheet.lines)
