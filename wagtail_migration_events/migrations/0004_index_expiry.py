from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wagtail_migration_events", "0003_event_change")]

    operations = [
        migrations.AddField(
            model_name="indexedcodes",
            name="expires_at",
            field=models.DateTimeField(db_index=True, null=True),
        ),
    ]
