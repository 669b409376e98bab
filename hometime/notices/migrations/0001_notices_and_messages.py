import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_invitations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting to be sent"),
                            ("leased", "Being sent"),
                            ("handing", "Being handed over"),
                            ("sent", "Sent"),
                            ("kept", "Kept here"),
                            ("unsure", "May not have arrived"),
                            ("failed", "Could not be sent"),
                        ],
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField()),
                ("lease", models.CharField(blank=True, max_length=32)),
                ("handed_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                ("error", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("queued", "leased", "handing"))),
                        fields=["next_at"],
                        name="notices_to_look_at",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["queued", "leased", "handing", "sent", "kept", "unsure", "failed"])
                        ),
                        name="notices_message_state",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("kind", models.CharField(max_length=80)),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("href", models.CharField(blank=True, max_length=300)),
                (
                    "pace",
                    models.CharField(
                        choices=[("at-once", "At once"), ("soon", "In working hours"), ("digest", "In the daily mail")],
                        max_length=10,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("created_at", models.DateTimeField()),
                (
                    "message",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="notices.message",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("message", None)), fields=["due_at"], name="notices_to_gather"),
                    models.Index(fields=["person", "-created_at"], name="notices_by_person"),
                    models.Index(fields=["organisation", "-created_at"], name="notices_by_organisation"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pace__in", ["at-once", "soon", "digest"])), name="notices_pace"
                    )
                ],
            },
        ),
    ]
