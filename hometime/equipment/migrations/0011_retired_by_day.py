from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("equipment", "0010_audits_by_day"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="device",
            index=models.Index(
                condition=models.Q(("retired_at__isnull", False)),
                fields=["organisation", "retired_at"],
                name="equipment_retired",
            ),
        ),
    ]
