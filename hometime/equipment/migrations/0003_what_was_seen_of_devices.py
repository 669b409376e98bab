import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("equipment", "0002_what_is_asked_about_devices"),
        ("files", "0001_stored_files"),
        ("people", "0003_standing_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="Audit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one audit."
                    ),
                ),
                ("size", models.PositiveSmallIntegerField()),
                ("seed", models.CharField(help_text="Shown to nobody until the audit is closed.", max_length=64)),
                ("pool", models.JSONField(help_text="All that could be drawn, each with its weight.")),
                ("seal", models.CharField(help_text="SHA-256 of seed, size and pool.", max_length=64)),
                ("created_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="audits", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "once"), name="equipment_audit_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("organisation",),
                        name="equipment_one_audit_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("place", models.PositiveSmallIntegerField(help_text="In the order drawn.")),
                ("device_code", models.UUIDField(blank=True, null=True)),
                ("asset_code", models.CharField(blank=True, max_length=30)),
                ("serial", models.CharField(blank=True, max_length=80)),
                ("what", models.CharField(max_length=200)),
                ("holder_name", models.CharField(blank=True, max_length=200)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("found", "Found"),
                            ("missing", "Missing"),
                            ("unexpected", "Not on the list, or with somebody else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("findings", models.JSONField(default=list, help_text="Values of the fact device.findings.")),
                ("words", models.CharField(blank=True, max_length=500)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "kept_at",
                    models.DateTimeField(
                        blank=True, help_text="Taken away to be looked at, against a receipt.", null=True
                    ),
                ),
                ("kept_why", models.CharField(blank=True, max_length=300)),
                ("given_back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "put_right_at",
                    models.DateTimeField(
                        blank=True, help_text="From here on nothing of it is held to be wrong.", null=True
                    ),
                ),
                ("put_right_words", models.CharField(blank=True, max_length=300)),
                (
                    "audit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="equipment.audit"
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="audit_checks",
                        to="equipment.device",
                    ),
                ),
                (
                    "given_back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "put_right_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["place", "pk"],
                "indexes": [models.Index(fields=["device", "checked_at"], name="equipment_checks_of_a_device")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by", None),
                            ("holder", None),
                            models.Q(("checked_by", models.F("holder")), _negated=True),
                            _connector="OR",
                        ),
                        name="equipment_nobody_checks_their_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at", None), ("outcome", "")),
                            models.Q(models.Q(("outcome", ""), _negated=True), ("checked_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="equipment_checked_somehow",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("given_back_at", None), ("given_back_at__gte", models.F("kept_at")), _connector="OR"
                        ),
                        name="equipment_kept_before_back",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("put_right_at", None), ("put_right_at__gte", models.F("checked_at")), _connector="OR"
                        ),
                        name="equipment_found_before_put_right",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("put_right_by", None),
                            ("holder", None),
                            models.Q(("put_right_by", models.F("holder")), _negated=True),
                            _connector="OR",
                        ),
                        name="equipment_nobody_puts_right_their_own",
                    ),
                    models.UniqueConstraint(fields=("audit", "place"), name="equipment_one_place_in_an_audit"),
                ],
            },
        ),
        migrations.CreateModel(
            name="NetworkRange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("network", models.CharField(help_text="Such as 203.0.113.0/29.", max_length=50)),
                ("words", models.CharField(blank=True, max_length=100)),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["begun_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("organisation", "network"),
                        name="equipment_one_network_of_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("ended_at__gte", models.F("begun_at")), _connector="OR"
                        ),
                        name="equipment_network_times",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeenList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(help_text="Of the file.", max_length=200)),
                (
                    "sha256",
                    models.CharField(
                        help_text="Of the file, so that it can be told whether another is the same.", max_length=64
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("intune", "Intune"),
                            ("google", "Google"),
                            ("fleet", "Fleet"),
                            ("jamf", "Jamf"),
                            ("osquery", "osquery"),
                            ("other", "Another list"),
                            ("own", "The word of whoever has it"),
                            ("it", "Somebody who looked at it"),
                            ("network", "The school network"),
                            ("scan", "A scan at school"),
                            ("overruled", "Set by hand"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "devices",
                    models.JSONField(default=list, help_text="As read; emptied as soon as the list is taken over."),
                ),
                ("sheet", models.JSONField(default=dict, help_text="Heads and lines of a sheet; emptied likewise.")),
                ("columns", models.JSONField(default=dict, help_text="Field → column.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("read", "Not taken over yet"),
                            ("applied", "Taken over"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="read",
                        max_length=10,
                    ),
                ),
                ("counts", models.JSONField(default=dict, help_text="How many lines of each kind there were.")),
                ("created_at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_why", models.CharField(blank=True, max_length=200)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "indexes": [models.Index(fields=["organisation", "-created_at"], name="equipment_lists_of_a_school")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("applied_at", None), ("state", "read"), ("withdrawn_at", None)),
                            models.Q(("applied_at__isnull", False), ("state", "applied"), ("withdrawn_at", None)),
                            models.Q(
                                ("applied_at__isnull", False),
                                ("state", "withdrawn"),
                                ("withdrawn_at__gte", models.F("applied_at")),
                            ),
                            _connector="OR",
                        ),
                        name="equipment_seen_list_times",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("fact", models.CharField(max_length=60)),
                ("value", models.JSONField(null=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("intune", "Intune"),
                            ("google", "Google"),
                            ("fleet", "Fleet"),
                            ("jamf", "Jamf"),
                            ("osquery", "osquery"),
                            ("other", "Another list"),
                            ("own", "The word of whoever has it"),
                            ("it", "Somebody who looked at it"),
                            ("network", "The school network"),
                            ("scan", "A scan at school"),
                            ("overruled", "Set by hand"),
                        ],
                        max_length=20,
                    ),
                ),
                ("seen_at", models.DateTimeField(help_text="When the source saw it.")),
                ("received_at", models.DateTimeField(help_text="When we were told.")),
                ("words", models.CharField(blank=True, max_length=300)),
                ("good_until", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="observations", to="equipment.device"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "seen_list",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to="equipment.seenlist",
                    ),
                ),
            ],
            options={
                "ordering": ["-seen_at", "-pk"],
                "indexes": [
                    models.Index(fields=["device", "fact", "source", "-seen_at"], name="equipment_seen_of_a_device"),
                    models.Index(fields=["organisation", "received_at"], name="equipment_seen_at_a_school"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", "overruled"), _negated=True),
                            models.Q(
                                ("created_by__isnull", False), ("good_until__isnull", False), ("value__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="equipment_set_by_hand_for_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source__in", ["overruled", "it", "scan"]), _negated=True),
                            ("holder", None),
                            models.Q(("holder", models.F("created_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="equipment_nobody_vouches_for_their_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None),
                            models.Q(("ended_at__gte", models.F("received_at")), ("source", "overruled")),
                            _connector="OR",
                        ),
                        name="equipment_only_set_by_hand_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownAs",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("intune", "Intune"),
                            ("google", "Google"),
                            ("fleet", "Fleet"),
                            ("jamf", "Jamf"),
                            ("osquery", "osquery"),
                            ("other", "Another list"),
                            ("own", "The word of whoever has it"),
                            ("it", "Somebody who looked at it"),
                            ("network", "The school network"),
                            ("scan", "A scan at school"),
                            ("overruled", "Set by hand"),
                        ],
                        max_length=20,
                    ),
                ),
                ("external", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="known_as", to="equipment.device"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "seen_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="equipment.seenlist"
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "pk"],
                "indexes": [models.Index(fields=["organisation", "source", "external"], name="equipment_known_as")],
            },
        ),
    ]
