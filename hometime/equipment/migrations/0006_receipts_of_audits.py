import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("equipment", "0005_which_computer_somebody_works_on"),
        ("files", "0001_stored_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="auditcheck",
            name="receipt",
            field=models.ForeignKey(
                blank=True,
                help_text="The sealed copy.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
    ]
