import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PAGE = getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")


def forget_notices_without_request(apps, schema_editor):
    """On the way back: the older table has no place for them."""
    notice = apps.get_model("wagtail_migration_events_translation", "TranslationNotice")
    notice.objects.using(schema_editor.connection.alias).filter(request=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_migration_events_translation", "0001_requests_settings_notices"),
        ("wagtailcore", "0094_alter_page_locale"),
        migrations.swappable_dependency(PAGE),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="translationnotice",
            name="page",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=PAGE,
            ),
        ),
        migrations.AlterField(
            model_name="translationnotice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("requested", "Translation requested"),
                    ("reminded", "Reminder of a translation"),
                    ("reassigned", "Translation reassigned"),
                    ("source_changed", "The source has changed"),
                    ("review_asked", "Review asked for"),
                    ("approved", "Approved"),
                    ("changes_asked", "Changes asked for"),
                    ("due_soon", "Translation due soon"),
                    ("overdue", "Translation overdue"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="translationnotice",
            name="request",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="wagtail_migration_events_translation.translationrequest",
            ),
        ),
        migrations.RunPython(
            migrations.RunPython.noop, forget_notices_without_request, elidable=True
        ),
        migrations.AddConstraint(
            model_name="translationnotice",
            constraint=models.UniqueConstraint(
                fields=("user", "page", "kind", "fact"), name="a_fact_of_a_page_is_told_once"
            ),
        ),
    ]
