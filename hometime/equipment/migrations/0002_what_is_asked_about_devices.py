import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("equipment", "0001_devices_and_loans"),
        ("files", "0001_stored_files"),
        ("people", "0003_standing_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangeRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one record."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("app", "Put something new on it, even a game, music or pictures"),
                            ("update", "Update a program"),
                            ("hardware", "Fit or plug in a new part"),
                            ("upgrade", "Get a better device or program"),
                            ("unknown_file", "Open a file or message from someone you do not know"),
                            ("memory_stick", "Plug in a memory stick"),
                        ],
                        max_length=20,
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                ("why", models.TextField()),
                ("needs", models.JSONField(help_text="it, finance: whose yes it takes.")),
                (
                    "it_kind",
                    models.CharField(
                        choices=[
                            ("head", "Headteacher"),
                            ("line-manager", "Line manager"),
                            ("it", "IT lead"),
                            ("dpo", "Data protection officer"),
                            ("dsl", "Safeguarding lead"),
                            ("business-manager", "Business manager"),
                            ("governor", "Governor"),
                            ("staff", "Member of staff"),
                            ("volunteer", "Volunteer"),
                            ("policy-owner", "Policy owner"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "money_kind",
                    models.CharField(
                        choices=[
                            ("head", "Headteacher"),
                            ("line-manager", "Line manager"),
                            ("it", "IT lead"),
                            ("dpo", "Data protection officer"),
                            ("dsl", "Safeguarding lead"),
                            ("business-manager", "Business manager"),
                            ("governor", "Governor"),
                            ("staff", "Member of staff"),
                            ("volunteer", "Volunteer"),
                            ("policy-owner", "Policy owner"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "With IT"),
                            ("money", "With whoever answers for money"),
                            ("agreed", "Agreed, and not done yet"),
                            ("installed", "Done"),
                            ("refused", "Not agreed"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="asked",
                        max_length=20,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="change_requests",
                        to="equipment.device",
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
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("created_by", "once"), name="equipment_changerequest_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20)),
                ("state", models.CharField(max_length=20)),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("is_yes", models.BooleanField(null=True)),
                ("version", models.CharField(blank=True, help_text="Of what was installed.", max_length=80)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="equipment.changerequest"
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("name__in", ["it", "finance"])),
                        fields=("change", "by"),
                        name="equipment_two_say_yes",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("name__in", ["it", "finance"])),
                        fields=("change", "name"),
                        name="equipment_each_says_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name__in", ["it", "finance"]), _negated=True),
                            models.Q(("by", models.F("subject")), _negated=True),
                            _connector="OR",
                        ),
                        name="equipment_nobody_agrees_own_change",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one record."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("files", "I deleted the files and emptied the bin"),
                            ("traces", "I also cleared saved copies in the browser and every other trace"),
                            ("wiped", "I wiped the whole device"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="equipment.device"
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
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("created_by", "once"), name="equipment_clearance_once"),
                    models.CheckConstraint(
                        condition=models.Q(("created_by", models.F("person"))),
                        name="equipment_clearance_is_ones_own_word",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClearRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one record."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("why", models.TextField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clear_requests",
                        to="equipment.device",
                    ),
                ),
                (
                    "done_with",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked",
                        to="equipment.clearance",
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
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("created_by", "once"), name="equipment_clearrequest_once"),
                    models.CheckConstraint(
                        condition=models.Q(("created_by", models.F("person")), _negated=True),
                        name="equipment_nobody_asks_themselves_to_clear",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("done_with", None)),
                        fields=("device",),
                        name="equipment_asked_to_clear_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one record."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("policy", models.CharField(help_text="The hash of the policy in force.", max_length=64)),
                (
                    "conditions",
                    models.JSONField(help_text="For each: label, what it says, and whether the owner keeps it."),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="equipment.device"
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
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("created_by", "once"), name="equipment_declaration_once"),
                    models.CheckConstraint(
                        condition=models.Q(("created_by", models.F("person"))),
                        name="equipment_declaration_is_ones_own_word",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeviceRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one record."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("laptop", "Laptop"),
                            ("tablet", "Tablet"),
                            ("phone", "Phone"),
                            ("desktop", "Desktop computer"),
                            ("accessory", "Accessory"),
                            ("memory_stick", "Memory stick"),
                            ("router", "Router"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("need", models.TextField()),
                (
                    "ladder",
                    models.JSONField(
                        default=list, help_text="The order of need, the most pressing first; empty where there is none."
                    ),
                ),
                (
                    "rung",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="Which need of the ladder this is, from 1.", null=True
                    ),
                ),
                (
                    "decider_kind",
                    models.CharField(
                        choices=[
                            ("head", "Headteacher"),
                            ("line-manager", "Line manager"),
                            ("it", "IT lead"),
                            ("dpo", "Data protection officer"),
                            ("dsl", "Safeguarding lead"),
                            ("business-manager", "Business manager"),
                            ("governor", "Governor"),
                            ("staff", "Member of staff"),
                            ("volunteer", "Volunteer"),
                            ("policy-owner", "Policy owner"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting for an answer"),
                            ("waiting", "On the waiting list"),
                            ("agreed", "Agreed"),
                            ("refused", "Not agreed"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="asked",
                        max_length=20,
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
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("created_by", "once"), name="equipment_devicerequest_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "waiting"])),
                        fields=("organisation", "person", "kind"),
                        name="equipment_one_open_request_of_a_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Fault",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one record."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("device", "The device itself"),
                            ("network", "The internet or the network"),
                            ("council_service", "A council service or program"),
                            ("computer_message", "The screen says that its settings have changed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_own", models.BooleanField(default=False, help_text="It is about a device of the person’s own.")),
                ("words", models.TextField()),
                ("noticed_at", models.DateTimeField()),
                ("is_data_at_risk", models.BooleanField(default=False)),
                (
                    "route",
                    models.JSONField(
                        default=list, help_text="Whom the policy names: recipient, words, phone, whether they are here."
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reported", "Reported"),
                            ("own", "The owner’s to mend"),
                            ("started", "Somebody is on it"),
                            ("fixed", "Fixed"),
                            ("closed", "Closed"),
                        ],
                        default="reported",
                        max_length=20,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="faults",
                        to="equipment.device",
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
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("created_by", "once"), name="equipment_fault_once"),
                    models.CheckConstraint(
                        condition=models.Q(("noticed_at__lte", models.F("created_at"))),
                        name="equipment_fault_noticed_before",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FaultStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20)),
                ("state", models.CharField(max_length=20)),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "told",
                    models.CharField(
                        blank=True,
                        help_text="Whom the person called, in the policy’s own name for them.",
                        max_length=40,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "fault",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="equipment.fault"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                ("checked_on", models.DateField()),
                ("is_pass", models.BooleanField()),
                ("label", models.CharField(blank=True, max_length=40)),
                ("tester", models.CharField(blank=True, max_length=100)),
                ("words", models.CharField(blank=True, max_length=300)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inspections", to="equipment.device"
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
                "ordering": ["checked_on", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("device", "checked_on", "is_pass"), name="equipment_tested_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionConsent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one record."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("agrees", models.BooleanField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="equipment.device"
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
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("created_by", "once"), name="equipment_inspectionconsent_once"),
                    models.CheckConstraint(
                        condition=models.Q(("created_by", models.F("person"))),
                        name="equipment_inspectionconsent_is_ones_own_word",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InsuranceQuery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one record."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("words", models.TextField()),
                (
                    "decider_kind",
                    models.CharField(
                        choices=[
                            ("head", "Headteacher"),
                            ("line-manager", "Line manager"),
                            ("it", "IT lead"),
                            ("dpo", "Data protection officer"),
                            ("dsl", "Safeguarding lead"),
                            ("business-manager", "Business manager"),
                            ("governor", "Governor"),
                            ("staff", "Member of staff"),
                            ("volunteer", "Volunteer"),
                            ("policy-owner", "Policy owner"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("safe", "Yes, the insurance still pays"), ("not_safe", "No, do not do it")],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
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
                    "device",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="equipment.device",
                    ),
                ),
                (
                    "line_manager",
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("created_by", "once"), name="equipment_insurancequery_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_by", None),
                            models.Q(("answered_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="equipment_nobody_insures_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="equipment_insurance_answered_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KitAdvice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one record."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("can_be_done", models.BooleanField()),
                ("words", models.TextField()),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("created_by", "once"), name="equipment_kitadvice_once"),
                    models.CheckConstraint(
                        condition=models.Q(("created_by", models.F("person")), _negated=True),
                        name="equipment_nobody_advises_on_themselves",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnDisposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one record."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("wiped", "I wiped it, so that nobody can read what was on it"),
                            ("school_process", "The school gets rid of it for me"),
                            ("kept", "I keep it, and use it no more for school work"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="equipment.device"
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
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("created_by", "once"), name="equipment_owndisposal_once"),
                    models.CheckConstraint(
                        condition=models.Q(("created_by", models.F("person"))),
                        name="equipment_owndisposal_is_ones_own_word",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Repair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one record."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("shop", models.CharField(max_length=120)),
                ("has_contract", models.BooleanField()),
                ("words", models.CharField(blank=True, max_length=300)),
                ("back_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contract",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="equipment.device"
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
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("created_by", "once"), name="equipment_repair_once"),
                    models.CheckConstraint(
                        condition=models.Q(("created_by", models.F("person"))), name="equipment_repair_is_ones_own_word"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20)),
                ("state", models.CharField(max_length=20)),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("rank", models.PositiveIntegerField(null=True)),
                ("of", models.PositiveIntegerField(help_text="How many were in the queue.", null=True)),
                (
                    "in_stock",
                    models.PositiveIntegerField(help_text="How many devices of the kind could be lent.", null=True),
                ),
                (
                    "compared",
                    models.TextField(
                        blank=True, help_text="Where there is no ladder: how the need compares with the others."
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="equipment.devicerequest"
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", "decide"), _negated=True),
                            models.Q(("by", models.F("subject")), _negated=True),
                            _connector="OR",
                        ),
                        name="equipment_nobody_decides_own_request",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one record."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("system", "Limit a system for work from outside"),
                            ("device", "Disconnect a device"),
                            ("service", "Disconnect a service"),
                            ("access", "Take away somebody’s way in"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(help_text="Which system, device or service.", max_length=200)),
                ("why", models.TextField()),
                ("was_warned", models.BooleanField(help_text="The person was told beforehand.")),
                ("begun_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_words", models.TextField(blank=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restrictions",
                        to="equipment.device",
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
                (
                    "person",
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
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("created_by", "once"), name="equipment_restriction_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person", None),
                            models.Q(("created_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="equipment_nobody_limits_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_by", None),
                            ("person", None),
                            models.Q(("ended_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="equipment_nobody_restores_themselves",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("ended_at__gte", models.F("begun_at")), _connector="OR"
                        ),
                        name="equipment_restriction_times",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                ("done_on", models.DateField()),
                ("words", models.CharField(max_length=300)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="services", to="equipment.device"
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
                "ordering": ["done_on", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("device", "done_on"), name="equipment_serviced_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Setting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                ("fact", models.CharField(max_length=60)),
                ("value", models.JSONField()),
                ("seen_on", models.DateField()),
                ("words", models.CharField(help_text="Where it was seen.", max_length=300)),
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
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SetUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "once",
                    models.UUIDField(
                        default=uuid.uuid4, help_text="Made with the form: the same form sent twice is one record."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("words", models.TextField()),
                ("depends_on", models.TextField(blank=True)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("created_by", "once"), name="equipment_setup_once"),
                    models.CheckConstraint(
                        condition=models.Q(("created_by", models.F("person")), _negated=True),
                        name="equipment_nobody_sets_themselves_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SetUpWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_who", models.CharField(help_text="it, head or budget.", max_length=20)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "set_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreed", to="equipment.setup"
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("set_up", "as_who"), name="equipment_set_up_agreed_once"),
                    models.CheckConstraint(
                        condition=models.Q(("by", models.F("subject")), _negated=True),
                        name="equipment_nobody_agrees_own_set_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("failed", "It failed its electrical test"),
                            ("overdue", "Its electrical test is overdue"),
                        ],
                        max_length=10,
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "device",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withdrawals", to="equipment.device"
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
                "ordering": ["-created_at", "-pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("device",), name="equipment_withdrawn_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("ended_at__gte", models.F("begun_at")), _connector="OR"
                        ),
                        name="equipment_withdrawal_times",
                    ),
                ],
            },
        ),
    ]
