from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("retention", "0003_lists_in_order")]

    operations = [migrations.RemoveField(model_name="disposal", name="cites")]
