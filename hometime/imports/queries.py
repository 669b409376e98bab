"""Imports as somebody may see them, and the sheet inside one."""

from django.db.models import QuerySet

from hometime.lib.sheets import Line, Sheet
from hometime.people.models import Person, Post
from hometime.people.viewer import Viewer

from .access import may_import
from .models import StaffImport
from .staff_lists import is_enough


def imports_for(viewer: Viewer | None) -> QuerySet[StaffImport]:
    if viewer is None or not may_import(viewer):
        return StaffImport.objects.none()
    return StaffImport.objects.filter(organisation=viewer.organisation).select_related("organisation", "created_by")


def sheet_of(staff_import: StaffImport) -> Sheet:
    lines = tuple(Line(number, tuple(cells), problem) for number, cells, problem in staff_import.sheet["lines"])
    return Sheet(tuple(staff_import.sheet["heads"]), lines)


def needs_columns(staff_import: StaffImport) -> bool:
    """Whether somebody still has to say which column holds what, or which lines are of this school."""
    columns = staff_import.columns
    return not is_enough(columns) or ("site" in columns and not staff_import.sites)


def as_kept(sheet: Sheet) -> dict[str, object]:
    return {"heads": sheet.heads, "lines": [(line.number, line.cells, line.problem) for line in sheet.lines]}


def what_it_did(staff_import: StaffImport) -> list[tuple[Person, str]]:
    """Whom a list added, changed or ended, in its own order."""
    posts = Post.objects.in_bulk([each["post"] for each in staff_import.done if "post" in each])
    keys = [each.get("person") or _person_of(posts.get(each["post"])) for each in staff_import.done]
    people = Person.objects.in_bulk([key for key in keys if key])
    named = zip(keys, staff_import.done, strict=True)
    return [(people[key], each["kind"]) for key, each in named if key in people]  # whoever is gone since is left out


def _person_of(post: Post | None) -> int | None:
    return post.person_id if post else None
