from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("incidents", "0006_those_still_open")]

    operations = [migrations.RemoveIndex(model_name="incident", name="incidents_running")]
