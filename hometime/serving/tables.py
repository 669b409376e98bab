"""The tables of a site: all at once in an empty database, and by the chain of migrations in one that holds something.

Django builds a chain with the state of every model after every step, which for an empty database is work for nothing:
it took most of the first start. A test holds both ways to the same tables.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

OURS = "hometime."


def make_tables() -> None:
    """Bring the tables up to date. Safe to do at every start."""
    if connection.introspection.table_names():
        call_command("migrate", verbosity=0, interactive=False)
    else:
        make_all_at_once()


def make_all_at_once() -> None:
    """Make what the whole chain would leave behind and mark every step as done; all of it or, if stopped, nothing."""
    loader = MigrationLoader(connection)
    recorder = MigrationRecorder(connection)
    with connection.schema_editor(atomic=True) as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        editor.create_model(recorder.Migration)
        for made in _made_by_hand(loader):
            made(apps, editor)
        for app, name in loader.disk_migrations:
            recorder.migration_qs.create(app=app, name=name)
    emit_post_migrate_signal(0, False, connection.alias)


def _made_by_hand(loader: MigrationLoader) -> Iterator[Any]:
    """What our migrations do beside tables, such as the triggers of the ledger. Theirs mend old rows, and here are none."""
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith(OURS)}
    for app, name in loader.graph.leaf_nodes():
        if app in ours:
            for node in loader.graph.forwards_plan((app, name)):
                if node[0] == app:
                    yield from (
                        step.code
                        for step in loader.get_migration(*node).operations
                        if isinstance(step, RunPython) and not step.elidable
                    )
