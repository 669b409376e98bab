import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0003_standing_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("ad_hoc", "Now and then, because I would like to"),
                            ("one_day", "For one piece of work, such as a day of reports"),
                            ("flexible", "As agreed under flexible working"),
                            ("health_advice", "A doctor or public health advice says so"),
                            ("other", "Another reason the school allows"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "why",
                    models.TextField(
                        blank=True, help_text="Private: for the person, the decider and the data protection officer."
                    ),
                ),
                ("slots", models.JSONField(help_text="Half days at home, as patterns.Slot writes them.")),
                ("term_time_only", models.BooleanField(default=False)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
                (
                    "place",
                    models.CharField(
                        choices=[("home", "At home"), ("other_home", "In someone else’s home")], max_length=20
                    ),
                ),
                (
                    "data",
                    models.CharField(
                        choices=[
                            ("none", "No school information at all"),
                            ("ordinary", "Ordinary work, with nothing about a person"),
                            ("personal", "Facts about people, such as names or marks"),
                            ("sensitive", "Very private facts, such as health or child protection"),
                        ],
                        max_length=20,
                    ),
                ),
                ("data_need", models.TextField(blank=True)),
                ("helps", models.JSONField(default=list, help_text="Tests of the tier that the person says it meets.")),
                ("manager_spoken", models.BooleanField(default=False)),
                (
                    "tier",
                    models.CharField(
                        blank=True, help_text="In the words of the policy in force when it was asked.", max_length=60
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "With the line manager"),
                            ("review", "Being looked at"),
                            ("decision", "Waiting for a decision"),
                            ("approved", "Agreed"),
                            ("conditions", "Agreed with conditions"),
                            ("suspended", "Paused"),
                            ("ended", "Ended"),
                            ("refused", "Not agreed"),
                            ("withdrawn", "Taken back"),
                        ],
                        max_length=20,
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
                ("awaits_kit", models.BooleanField(default=False)),
                ("awaits_data", models.BooleanField(default=False)),
                (
                    "kit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not looked at"),
                            ("can_be_done", "The job can be done with equipment at home"),
                            ("head_told", "It cannot, and the head has been told"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                ("has_budget", models.BooleanField(default=False)),
                ("data_looked_at", models.DateField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by_limits",
                    models.BooleanField(
                        default=False, help_text="Agreed by the limits the school set, by nobody in person."
                    ),
                ),
                ("decision_reason", models.TextField(blank=True)),
                ("covers_sensitive", models.BooleanField(default=False)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "line_manager",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="arrangements",
                        to="people.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="arrangements", to="people.person"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="arrangements.arrangement",
                    ),
                ),
                (
                    "waits_since",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(state__in=("submitted", "review", "decision"), then=models.F("created_at"))
                        ),
                        output_field=models.DateTimeField(null=True),
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(fields=["organisation", "waits_since", "id"], name="arrangements_waiting"),
                    models.Index(fields=["organisation", "state", "created_at"], name="arrangements_by_state"),
                    models.Index(fields=["person", "state"], name="arrangements_of_person"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "submitted",
                                    "review",
                                    "decision",
                                    "approved",
                                    "conditions",
                                    "suspended",
                                    "ended",
                                    "refused",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="arrangements_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                        name="arrangements_dates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="arrangements_nobody_decides_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "conditions", "suspended", "refused"]), _negated=True),
                            ("decided_by__isnull", False),
                            ("by_limits", True),
                            _connector="OR",
                        ),
                        name="arrangements_somebody_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("line_manager", None),
                            models.Q(("line_manager", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="arrangements_manager_is_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CareDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                ("in_place", models.BooleanField()),
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
                    models.CheckConstraint(
                        condition=models.Q(("created_by", models.F("person"))),
                        name="arrangements_care_is_ones_own_word",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("government", "The government has ordered it"),
                            ("building", "A building is damaged or not safe"),
                            ("other", "Another serious incident"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("starts_on", models.DateField()),
                ("expected_until", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "Declared"), ("winding-down", "Winding down"), ("closed", "Over")],
                        default="active",
                        max_length=20,
                    ),
                ),
                ("remote_learning_on", models.DateField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, help_text="The last day at home.", null=True)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="closures", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "closed"), _negated=True),
                        fields=("organisation",),
                        name="arrangements_one_closure_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Condition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("words", models.CharField(max_length=300)),
                ("fact", models.CharField(blank=True, max_length=80)),
                ("wanted", models.JSONField(blank=True, null=True)),
                ("met_on", models.DateField(blank=True, null=True)),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conditions",
                        to="arrangements.arrangement",
                    ),
                ),
                (
                    "met_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="Whom it is about.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("met_by", None), models.Q(("met_by", models.F("person")), _negated=True), _connector="OR"
                        ),
                        name="arrangements_nobody_confirms_own",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Doubt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                ("words", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "With the line manager"),
                            ("discussed", "With who decides"),
                            ("yes", "Yes"),
                            ("no", "No"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decider_kind", models.CharField(max_length=20)),
                ("view", models.TextField(blank=True)),
                ("answer", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "line_manager",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
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
                (
                    "view_by",
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="arrangements_nobody_settles_own_doubt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("view_by", None), models.Q(("view_by", models.F("person")), _negated=True), _connector="OR"
                        ),
                        name="arrangements_nobody_discusses_alone",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutiesAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("none", "My work is the same as at school"),
                            ("usual_practice", "It changes in a way the school always allows"),
                            ("other", "It changes in another way"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "instead",
                    models.BooleanField(default=False, help_text="There is usual work that cannot be done at home."),
                ),
                ("words", models.TextField(blank=True)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by", None),
                            models.Q(("agreed_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="arrangements_nobody_agrees_own_duties",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FlexibleRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                ("nation", models.CharField(max_length=2)),
                ("received_on", models.DateField()),
                ("change", models.TextField()),
                ("starts_on", models.DateField()),
                (
                    "earlier",
                    models.TextField(
                        blank=True, help_text="Earlier requests to this employer, as the person told them."
                    ),
                ),
                ("effect", models.TextField(blank=True)),
                ("reasons", models.TextField(blank=True, help_text="Private: for the person and the decider.")),
                ("for_disability", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Waiting for an answer"),
                            ("agreed", "Agreed"),
                            ("partly", "Partly agreed"),
                            ("declined", "Turned down"),
                            ("appealed", "Waiting for the answer to an appeal"),
                            ("upheld", "Turned down after an appeal"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="received",
                        max_length=10,
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
                    "last_day",
                    models.DateField(
                        blank=True, help_text="For the final decision; none where the law sets none.", null=True
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("grounds", models.JSONField(default=list)),
                ("explanation", models.TextField(blank=True)),
                ("why_reasonable", models.TextField(blank=True)),
                (
                    "lasting",
                    models.CharField(
                        blank=True,
                        choices=[("permanent", "For good"), ("trial", "As a trial"), ("fixed_term", "Until a day")],
                        max_length=10,
                    ),
                ),
                ("agreed_from", models.DateField(blank=True, null=True)),
                ("agreed_until", models.DateField(blank=True, null=True)),
                ("appeal", models.TextField(blank=True)),
                ("appealed_at", models.DateTimeField(blank=True, null=True)),
                ("appeal_decided_at", models.DateTimeField(blank=True, null=True)),
                ("appeal_answer", models.TextField(blank=True)),
                (
                    "appeal_decided_by",
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
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
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
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="arrangements_nobody_decides_own_flexible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("appeal_decided_by", None),
                            models.Q(("appeal_decided_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="arrangements_nobody_hears_own_appeal",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("new_last_day", models.DateField()),
                ("by_employer", models.BooleanField()),
                ("proposed_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extensions",
                        to="arrangements.flexiblerequest",
                    ),
                ),
            ],
            options={
                "ordering": ["proposed_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by", None),
                            models.Q(("agreed_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="arrangements_two_agree_on_more_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("invited_on", models.DateField()),
                ("held_on", models.DateField()),
                ("was_missed", models.BooleanField(default=False)),
                ("had_good_reason", models.BooleanField(default=False)),
                ("who_present", models.TextField(blank=True)),
                ("alternatives", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consultations",
                        to="arrangements.flexiblerequest",
                    ),
                ),
            ],
            options={
                "ordering": ["held_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HoursNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                ("hours", models.JSONField(help_text="For Monday to Friday, [from, to] or null.")),
                (
                    "exception",
                    models.CharField(
                        choices=[
                            ("none", "Nobody need be answered outside these hours"),
                            ("flexible_hours", "They work flexible hours"),
                            ("agreed", "They agreed in writing to answer at other times"),
                        ],
                        default="none",
                        max_length=20,
                    ),
                ),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
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
                    models.CheckConstraint(
                        condition=models.Q(("created_by", models.F("person")), _negated=True),
                        name="arrangements_hours_are_told_by_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HurriedChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=300)),
                ("chosen_at", models.DateTimeField()),
                ("review", models.TextField(blank=True)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "closure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="choices", to="arrangements.closure"
                    ),
                ),
                (
                    "reviewed_by",
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
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by", None),
                            models.Q(("reviewed_by", models.F("chosen_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="arrangements_choice_seen_by_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JobFit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("job_title", models.CharField(max_length=100)),
                (
                    "fit",
                    models.CharField(
                        choices=[("yes", "Yes, all of it"), ("part", "Part of it"), ("no", "No")], max_length=10
                    ),
                ),
                ("words", models.TextField(blank=True)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="job_fits", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Limits",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_on", models.DateField()),
                ("fewest_on_site", models.PositiveSmallIntegerField(default=0)),
                (
                    "auto_days",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Days a month agreed without asking; 0 is never."
                    ),
                ),
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
                        related_name="home_working_limits",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                ("what", models.CharField(max_length=300)),
                ("why", models.TextField()),
                ("starts_on", models.DateField()),
                (
                    "seen_at",
                    models.DateTimeField(
                        blank=True, help_text="When the person said that they had read it.", null=True
                    ),
                ),
                ("ended_on", models.DateField(blank=True, help_text="The last day of it.", null=True)),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("created_by", models.F("person")), _negated=True),
                        name="arrangements_measures_are_set_by_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Stationery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                ("what", models.CharField(max_length=300)),
                ("taken_on", models.DateField()),
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
                "ordering": ["-taken_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("created_by", models.F("person"))),
                        name="arrangements_stationery_is_ones_own_word",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SchoolDates",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("term", "Term"), ("inset", "INSET days")], max_length=10)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("first_week", models.CharField(choices=[("A", "Week A"), ("B", "Week B")], default="A", max_length=1)),
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
                        related_name="school_dates",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="arrangements_school_dates"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "kind", "starts_on"), name="arrangements_school_dates_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SentHome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "closure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sent_home", to="arrangements.closure"
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
                "constraints": [
                    models.UniqueConstraint(fields=("closure", "person"), name="arrangements_sent_home_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=20)),
                ("outcome", models.CharField(blank=True, max_length=40)),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "arrangement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="arrangements.arrangement"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="Whom it is about.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "name__in",
                                    (
                                        "give-view",
                                        "review-kit",
                                        "review-data",
                                        "go-on",
                                        "decide",
                                        "suspend",
                                        "resume",
                                        "confirm",
                                        "look-again",
                                    ),
                                ),
                                _negated=True,
                            ),
                            ("by", None),
                            models.Q(("by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="arrangements_nobody_judges_own",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AbroadRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                ("country", models.CharField(max_length=100)),
                ("leaves_on", models.DateField()),
                ("returns_on", models.DateField()),
                ("works_there", models.BooleanField()),
                ("data", models.CharField(blank=True, max_length=20)),
                ("kit", models.TextField(blank=True, help_text="School equipment to be taken, one item a line.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting for a decision"),
                            ("given", "Agreed"),
                            ("refused", "Not agreed"),
                            ("returned", "Back again"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="asked",
                        max_length=20,
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
                ("is_insured", models.BooleanField(blank=True, null=True)),
                ("reason", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "decided_by",
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
                    models.CheckConstraint(
                        condition=models.Q(("returns_on__gte", models.F("leaves_on"))), name="arrangements_abroad_dates"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="arrangements_nobody_sends_self_abroad",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["given", "refused", "returned"]), _negated=True),
                            ("decided_by__isnull", False),
                            _connector="OR",
                        ),
                        name="arrangements_abroad_was_decided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField()),
                ("on", models.DateField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("ill", "I am ill"),
                            ("care", "I am needed for somebody’s care"),
                            ("other", "Another reason"),
                        ],
                        max_length=10,
                    ),
                ),
                ("returned_on", models.DateField(blank=True, null=True)),
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
                (
                    "seen_by",
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
                    models.UniqueConstraint(
                        fields=("organisation", "person", "on"), name="arrangements_absent_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("seen_by", None), models.Q(("seen_by", models.F("person")), _negated=True), _connector="OR"
                        ),
                        name="arrangements_absence_seen_by_another",
                    ),
                ],
            },
        ),
    ]
