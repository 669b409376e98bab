"""From here on the database itself refuses to change or delete an act.

A later migration that alters one of these tables makes it anew on SQLite, and the triggers go with the old one: end it
with this same operation.
"""

from django.db import migrations

from hometime.ledger import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_ledger")]
    operations = [migrations.RunPython(install, remove, elidable=False)]
