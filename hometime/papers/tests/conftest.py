"""A school with a policy in force, and papers on their way."""

from datetime import date
from uuid import uuid4

import pytest

from hometime.papers.actions import add_set, add_things, decide_papers, request_papers, sign_out
from hometime.papers.taking import Taking, of_set
from tests.policies import in_force as in_force  # that policy at both schools

FRIDAY = date(2026, 11, 6)
BOOKS = Taking(
    what="History books",
    items=("Book 1", "Book 2", "Book 3"),
    purpose="To mark them",
    due_on=FRIDAY,
    data="personal",
    whose="Pupils of 7B",
    people_count=3,
    container="locked_case",
    online_instead=False,
    only_needed=True,
)
SET = {
    "what": "7B history",
    "items": tuple(f"Book {number}" for number in range(1, 31)),
    "whose": "Pupils of 7B",
    "people_count": 30,
    "data": "personal",
    "in_care": "not_known",
    "is_master": False,
}
FOLDER = SET | {"people_count": 1, "in_care": "no"}
del FOLDER["what"], FOLDER["items"]
# What a set or a folder is wanted for.
HOW = {
    "purpose": "To mark",
    "due_on": FRIDAY,
    "container": "locked_case",
    "online_instead": False,
    "only_needed": True,
}


@pytest.fixture
def logging(in_force):
    """A school where signing out is enough."""
    return in_force("yourig")


@pytest.fixture
def asking(in_force):
    """A school where the headteacher gives leave."""
    return in_force("wolsey-house")


@pytest.fixture
def forbidding(in_force):
    """A school where papers stay, but for exceptions that are written down."""
    return in_force("academy-trust")


@pytest.fixture
def out(logging, tess, viewer, now):
    """Tess has three books at home until Friday."""
    return sign_out(BOOKS, once=uuid4(), by=viewer(tess), at=now)


@pytest.fixture
def asked(asking, tess, viewer, now):
    return request_papers(BOOKS, once=uuid4(), by=viewer(tess), at=now)


@pytest.fixture
def given(asked, hana, viewer, now):
    return decide_papers(asked, is_yes=True, reason="", by=viewer(hana), at=now)


@pytest.fixture
def class_set(logging, tess, viewer, now):
    return add_set(**SET, by=viewer(tess), at=now)


@pytest.fixture
def folders(logging, tess, viewer, now):
    """Three folders, each with a label of its own."""
    return add_things(["Folder A", "Folder B", "Binder"], **FOLDER, by=viewer(tess), at=now)


@pytest.fixture
def set_out(class_set, tess, viewer, now):
    taking = of_set(class_set, **HOW)
    return sign_out(taking, once=uuid4(), by=viewer(tess), at=now)
