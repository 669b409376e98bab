"""What makes the ledger append-only: the database refuses to change or delete, whoever asks and however.

install and remove are run by the migration and by the tests (which build their tables without migrations).
TRUNCATE is not forbidden here: in service the application's role does not own the tables, so it cannot truncate them.
"""

from typing import Any, Protocol

# On SQLite a REPLACE deletes the old row without telling any trigger, so a second row in the same place is refused.
SQLITE = {
    "ledger_entry_no_update": """
        BEFORE UPDATE ON ledger_entry
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END""",
    "ledger_entry_no_delete": """
        BEFORE DELETE ON ledger_entry
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END""",
    "ledger_entry_no_replace": """
        BEFORE INSERT ON ledger_entry
        WHEN EXISTS (
            SELECT 1 FROM ledger_entry
            WHERE id = NEW.id OR code = NEW.code OR (organisation = NEW.organisation AND sequence = NEW.sequence))
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END""",
    "ledger_payload_only_erased": """
        BEFORE UPDATE ON ledger_payload WHEN NEW.text IS NOT NULL OR NEW.entry_id <> OLD.entry_id
        BEGIN SELECT RAISE(ABORT, 'the details of an act may be erased, never changed'); END""",
    "ledger_payload_no_delete": """
        BEFORE DELETE ON ledger_payload
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END""",
    "ledger_payload_no_replace": """
        BEFORE INSERT ON ledger_payload
        WHEN EXISTS (SELECT 1 FROM ledger_payload WHERE entry_id = NEW.entry_id)
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END""",
    "ledger_chain_only_grows": """
        BEFORE UPDATE ON ledger_chain
        WHEN NEW.length <> OLD.length + 1 OR NEW.organisation <> OLD.organisation
        BEGIN SELECT RAISE(ABORT, 'a chain grows by one act at a time'); END""",
    "ledger_chain_no_delete": """
        BEFORE DELETE ON ledger_chain
        BEGIN SELECT RAISE(ABORT, 'the ledger is only ever added to'); END""",
}

POSTGRESQL_FUNCTION = """
    CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the ledger is only ever added to' USING ERRCODE = 'integrity_constraint_violation';
    END $$"""

POSTGRESQL = {
    "ledger_entry_no_change": "BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW",
    "ledger_payload_no_delete": "BEFORE DELETE ON ledger_payload FOR EACH ROW",
    "ledger_payload_only_erased": """
        BEFORE UPDATE ON ledger_payload FOR EACH ROW
        WHEN (NEW.text IS NOT NULL OR NEW.entry_id <> OLD.entry_id)""",
    "ledger_chain_only_grows": """
        BEFORE UPDATE ON ledger_chain FOR EACH ROW
        WHEN (NEW.length <> OLD.length + 1 OR NEW.organisation <> OLD.organisation)""",
    "ledger_chain_no_delete": "BEFORE DELETE ON ledger_chain FOR EACH ROW",
}


class Database(Protocol):
    vendor: str

    def cursor(self) -> Any: ...


def install(connection: Database) -> None:
    """Forbid change. May be run again: it leaves the same triggers."""
    run = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    with connection.cursor() as cursor:
        run(cursor)


def remove(connection: Database) -> None:
    """Allow change: for going back on the migration, and for tests."""
    with connection.cursor() as cursor:
        for name, body in _of(connection).items():
            table = "" if connection.vendor == "sqlite" else f" ON {_table(body)}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{table}")


def missing(connection: Database) -> list[str]:
    """The triggers that should be there and are not."""
    listing = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(listing)
        there = {name for (name,) in cursor.fetchall()}
    return [name for name in _of(connection) if name not in there]


def _of(connection: Database) -> dict[str, str]:
    return SQLITE if connection.vendor == "sqlite" else POSTGRESQL


def _on_sqlite(cursor: Any) -> None:
    for name, body in SQLITE.items():
        cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {body}")


def _on_postgresql(cursor: Any) -> None:
    cursor.execute(POSTGRESQL_FUNCTION)
    for name, when in POSTGRESQL.items():
        cursor.execute(f"CREATE OR REPLACE TRIGGER {name} {when} EXECUTE FUNCTION ledger_refuse()")


def _table(body: str) -> str:
    return body.split(" ON ", 1)[1].split()[0]
