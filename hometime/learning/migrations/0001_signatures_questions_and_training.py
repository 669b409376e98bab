import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_stored_files"),
        ("people", "0003_standing_in"),
        ("policy", "0001_published_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("fact", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=200)),
                ("provider", models.CharField(blank=True, max_length=200)),
                ("address", models.URLField(blank=True, help_text="Where the course is done.")),
                (
                    "topics",
                    models.JSONField(
                        default=list, help_text="What the course covers, as values of learning.topics_covered."
                    ),
                ),
                ("topics_on", models.DateField(help_text="When somebody last said what it covers.", null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="courses", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["title"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "fact"), name="learning_one_course_a_fact")
                ],
            },
        ),
        migrations.CreateModel(
            name="Completion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("done_on", models.DateField()),
                ("good_until", models.DateField(help_text="As its certificate says.", null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "certificate",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="completions",
                        to="people.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="completions", to="people.person"
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="completions", to="learning.course"
                    ),
                ),
            ],
            options={
                "ordering": ["-done_on", "-pk"],
                "indexes": [models.Index(fields=["organisation", "person"], name="learning_done_by")],
                "constraints": [
                    models.UniqueConstraint(fields=("course", "person", "done_on"), name="learning_done_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("certificate__isnull", False),
                            models.Q(("created_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="learning_own_word_needs_certificate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("good_until", None), ("good_until__gte", models.F("done_on")), _connector="OR"
                        ),
                        name="learning_completion_dates",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reason", models.TextField()),
                ("created_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="declines", to="people.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="declines", to="people.person"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="declines", to="policy.policyversion"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "person", "version"), name="learning_declined_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Kiosk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=80)),
                ("word_hash", models.CharField(max_length=64, unique=True)),
                ("ends_at", models.DateTimeField()),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kiosks", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gte", models.F("created_at"))), name="learning_kiosk_times"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", models.CharField(max_length=200)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("closed_until", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pins", to="people.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pins", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "person"), name="learning_one_pin"),
                    models.CheckConstraint(
                        condition=models.Q(("created_by", models.F("person")), _negated=True),
                        name="learning_pin_from_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("clause", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField()),
                ("goes_to", models.CharField(help_text="The roles that answer it, between bars.", max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "Waiting for an answer"), ("answered", "Answered")],
                        default="asked",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("shown_question", models.TextField(blank=True)),
                ("shown_answer", models.TextField(blank=True)),
                ("shown_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policy_questions",
                        to="people.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="policy_questions", to="people.person"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="policy.policyversion",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
                "indexes": [models.Index(fields=["organisation", "state"], name="learning_question_waiting")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by", None),
                            models.Q(("answered_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="learning_no_answer_to_oneself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("state", "asked")),
                            models.Q(("answered_at__isnull", False), ("state", "answered")),
                            _connector="OR",
                        ),
                        name="learning_question_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("risks", "The risks of working at home"),
                            ("policy", "Another policy"),
                            ("handout", "The guidance"),
                            ("update", "A training update"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        blank=True, help_text="Which policy, or what the update is called.", max_length=100
                    ),
                ),
                ("done_on", models.DateField()),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="people.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "person", "kind"], name="learning_read_by")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "person", "kind", "what", "done_on"), name="learning_read_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "declared",
                    models.JSONField(
                        default=dict, help_text="Clause id to minor or major: what the author says of each change."
                    ),
                ),
                ("sign_by", models.DateField()),
                ("opened_on", models.DateField()),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signing_rounds",
                        to="people.organisation",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="policy.policyversion",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signing_rounds",
                        to="policy.policyversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "version"), name="learning_one_round_a_version"),
                    models.CheckConstraint(
                        condition=models.Q(("sign_by__gte", models.F("opened_on"))), name="learning_round_dates"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SigningSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("signed_on", models.DateField()),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signing_sheets",
                        to="people.organisation",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policy.policyversion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("here", "Signed in Hometime"),
                            ("sheet", "Signed on paper"),
                            ("kiosk", "Signed on a shared device"),
                        ],
                        default="here",
                        max_length=10,
                    ),
                ),
                ("typed_name", models.CharField(max_length=200)),
                ("signed_on", models.DateField()),
                (
                    "statement",
                    models.JSONField(help_text="All that was signed: policy, version, declarations, what was shown."),
                ),
                (
                    "statement_hash",
                    models.CharField(help_text="SHA-256 of the statement’s canonical form.", max_length=64),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to="people.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acknowledgements", to="people.person"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to="policy.policyversion",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to="learning.signingsheet",
                    ),
                ),
            ],
            options={
                "ordering": ["-signed_on", "-pk"],
                "indexes": [models.Index(fields=["organisation", "version"], name="learning_signed_version")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "person", "version"), name="learning_signed_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how", "sheet"), models.Q(("created_by", models.F("person")), _negated=True)),
                            models.Q(models.Q(("how", "sheet"), _negated=True), ("created_by", models.F("person"))),
                            _connector="OR",
                        ),
                        name="learning_signed_by_themselves",
                    ),
                ],
            },
        ),
    ]
