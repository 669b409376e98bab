"""A tester’s list, as typed or pasted: one device a line. Nothing of it counts unless all of it can be read."""

from dataclasses import dataclass

from hometime.people.models import Organisation

from ..models import Device
from ..register.codes import normal_code
from .actions.inspections import Checked

PASSED = frozenset({"pass", "passed", "p", "ok", "yes"})
FAILED = frozenset({"fail", "failed", "f", "no"})
MOST = 500
LONGEST_LABEL = 40


@dataclass(frozen=True)
class Visit:
    tested: list[Checked]
    problems: list[str]


def read_visit(text: str, organisation: Organisation) -> Visit:
    """The devices with their results; or what is wrong, line by line."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST:
        return Visit([], [f"There are more than {MOST} lines. Send them in parts."])
    wanted = {code for _, line in lines if "\0" not in (code := normal_code(_cells(line)[0]))}
    known = {
        d.asset_code: d
        for d in Device.objects.filter(organisation=organisation, asset_code__in=wanted, retired_at=None)
    }
    tested: list[Checked] = []
    problems: list[str] = []
    seen: set[str] = set()
    for number, line in lines:
        code, result, label = _cells(line)
        problem = _problem(normal_code(code), result, label, known, seen)
        if problem:
            problems.append(f"Line {number}: {problem}")
        else:
            seen.add(normal_code(code))
            tested.append(Checked(known[normal_code(code)], result in PASSED, label))
    return Visit([] if problems else tested, problems)


def _cells(line: str) -> tuple[str, str, str]:
    mark = next((each for each in ("\t", ";", ",") if each in line), ",")
    code, result, label, *_ = [part.strip() for part in line.split(mark)] + ["", "", ""]
    return code, result.lower(), label


def _problem(code: str, result: str, label: str, known: dict[str, Device], seen: set[str]) -> str:
    if code not in known:
        return f"there is no device “{code}” in use here."
    if code in seen:
        return f"{code} stands in the list twice."
    if result not in PASSED | FAILED:
        return f"“{result}” is not pass or fail."
    if result in PASSED and not label:
        return f"{code} passed, but there is no number of a label."
    return "the number of the label is too long." if len(label) > LONGEST_LABEL else ""
