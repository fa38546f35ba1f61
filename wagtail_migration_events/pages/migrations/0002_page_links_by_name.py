import django.db.models.deletion
from django.db import migrations, models


def page_link():
    return models.OneToOneField(
        auto_created=True,
        on_delete=django.db.models.deletion.CASCADE,
        parent_link=True,
        primary_key=True,
        related_name="%(app_label)s_%(class)s",
        serialize=False,
        to="wagtailcore.page",
    )


class Migration(migrations.Migration):
    # Changes nothing in the database: only the name by which Django goes from a page to its event.

    dependencies = [
        ("wagtail_migration_events_pages", "0001_event_and_organizer_pages"),
    ]

    operations = [
        migrations.AlterField(model_name=model, name="page_ptr", field=page_link())
        for model in ("eventindexpage", "eventpage", "organizerindexpage", "organizerpage")
    ]
