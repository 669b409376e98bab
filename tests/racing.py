"""Two people at the same moment, for real: threads that each have a connection of their own.

    @pytest.mark.django_db(transaction=True)
    def test_only_one_of_them_decides(race, hana, grace, …):
        outcomes = race(lambda: decide(by=viewer(hana)), lambda: decide(by=viewer(grace)))
        assert refused(outcomes) == 1

Ask for `race` before anything that is in the database. PostgreSQL is raced as it is; SQLite in a file, as at a school,
and not in memory, where there is but one connection.
"""

from threading import Barrier, Thread

import pytest
from django.db import connections
from django.db.backends.sqlite3.base import Database

from hometime.ledger import triggers
from hometime.lib.refusal import Refused

LONGEST = 30  # seconds


@pytest.fixture
def race(request, tmp_path):
    request.getfixturevalue("transactional_db")
    if connections["default"].vendor == "postgresql":
        yield at_once
        triggers.remove(connections["default"])  # or the ledger could not be emptied afterwards
    else:
        with_a_file = SqliteFile(tmp_path / "race.sqlite3")
        with_a_file.open()
        yield at_once
        with_a_file.close()


class SqliteFile:
    """For one test the database is a file: the tables made for tests, copied."""

    def __init__(self, path):
        self.path = path

    def open(self):
        self.in_memory, self.settings = connections["default"], connections.settings["default"]
        self.in_memory.ensure_connection()
        copy = Database.connect(str(self.path))
        self.in_memory.connection.backup(copy)
        copy.close()
        connections.settings["default"] = self.settings | {"NAME": str(self.path)}
        del connections["default"]

    def close(self):
        connections["default"].close()
        connections.settings["default"] = self.settings
        connections["default"] = self.in_memory


def at_once(*acts):
    """What became of each: what it returned, or the Refused it met. Anything else that went wrong is raised."""
    outcomes = [None] * len(acts)
    gate = Barrier(len(acts), timeout=LONGEST)

    def run(number, act):
        try:
            gate.wait()
            outcomes[number] = act()
        except Exception as problem:  # noqa: BLE001 - handed on to the test, below
            outcomes[number] = problem
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(outcome, Refused):
            raise outcome
    return outcomes


def refused(outcomes):
    """How many of them were refused."""
    return sum(isinstance(outcome, Refused) for outcome in outcomes)
