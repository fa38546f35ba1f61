import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PAGE = getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_migration_events", "0001_vocabularies_groups_import_records"),
        ("wagtailcore", "0094_alter_page_locale"),
        migrations.swappable_dependency(PAGE),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexedOccurrence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField()),
                ("language", models.CharField(max_length=100)),
                ("is_alias", models.BooleanField(default=False)),
                ("occurrence", models.CharField(blank=True, max_length=64)),
                ("starts_at", models.DateTimeField(db_index=True, null=True)),
                ("ends_at", models.DateTimeField(db_index=True, null=True)),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField(null=True)),
                ("event_ends_at", models.DateTimeField(null=True)),
                ("precision", models.CharField(max_length=8)),
                ("status", models.CharField(max_length=16)),
                (
                    "page",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=PAGE,
                    ),
                ),
            ],
            options={
                "verbose_name": "occurrence of an event page",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["page"], name="wme_occurrence_page"),
                    models.Index(fields=["key"], name="wme_occurrence_key"),
                    models.Index(fields=["event_ends_at"], name="wme_occurrence_over"),
                    models.Index(fields=["first_day", "last_day"], name="wme_occurrence_days"),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndexedCodes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("codes", models.TextField(blank=True)),
                ("since", models.DateTimeField(db_index=True, null=True)),
                ("until", models.DateTimeField(db_index=True, null=True)),
                (
                    "page",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=PAGE,
                    ),
                ),
            ],
            options={
                "verbose_name": "codes of an event page",
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=["page"], name="wme_codes_page")],
            },
        ),
    ]
