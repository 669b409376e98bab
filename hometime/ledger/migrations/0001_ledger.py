import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Chain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation", models.UUIDField(unique=True)),
                ("organisation_name", models.CharField(max_length=200)),
                ("length", models.PositiveBigIntegerField()),
                ("head", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("organisation", models.UUIDField()),
                ("organisation_name", models.CharField(max_length=200)),
                ("sequence", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                ("act", models.CharField(max_length=80)),
                ("actor", models.UUIDField(null=True)),
                ("subject", models.UUIDField(null=True)),
                ("payload_hash", models.CharField(max_length=64)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name_plural": "entries",
            },
        ),
        migrations.CreateModel(
            name="Payload",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="payload",
                        serialize=False,
                        to="ledger.entry",
                    ),
                ),
                ("text", models.TextField(null=True)),
            ],
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["organisation", "subject", "sequence"], name="ledger_by_subject"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["organisation", "at"], name="ledger_by_time"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("organisation", "sequence"), name="ledger_one_entry_a_place"),
        ),
    ]
