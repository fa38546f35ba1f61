import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# A Wagtail 8 site may swap its base page; Wagtail 7.4 does not know the setting.
PAGE = getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0094_alter_page_locale"),
        migrations.swappable_dependency(PAGE),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Audience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.SlugField(
                        blank=True,
                        help_text="Stands for the term in addresses, feeds and exports, and cannot change once saved. Left empty, it is made from the label.",
                        max_length=64,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                ("labels", models.JSONField(default=dict, verbose_name="labels")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                "verbose_name": "audience",
                "verbose_name_plural": "audiences",
                "ordering": ["sort_order", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EventType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.SlugField(
                        blank=True,
                        help_text="Stands for the term in addresses, feeds and exports, and cannot change once saved. Left empty, it is made from the label.",
                        max_length=64,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                ("labels", models.JSONField(default=dict, verbose_name="labels")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                "verbose_name": "type of event",
                "verbose_name_plural": "types of event",
                "ordering": ["sort_order", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Workstream",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.SlugField(
                        blank=True,
                        help_text="Stands for the term in addresses, feeds and exports, and cannot change once saved. Left empty, it is made from the label.",
                        max_length=64,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                ("labels", models.JSONField(default=dict, verbose_name="labels")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                "verbose_name": "workstream",
                "verbose_name_plural": "workstreams",
                "ordering": ["sort_order", "code"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EventGroup",
            fields=[
                (
                    "key",
                    models.UUIDField(
                        editable=False, primary_key=True, serialize=False, verbose_name="key"
                    ),
                ),
                ("sequence", models.PositiveIntegerField(default=0, verbose_name="sequence")),
                (
                    "facts_changed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="facts changed at"),
                ),
                ("adopted", models.BooleanField(default=True, verbose_name="adopted")),
                ("published_text", models.JSONField(default=dict, editable=False)),
                (
                    "published_values",
                    models.JSONField(
                        default=dict,
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                    ),
                ),
                (
                    "published_facts",
                    models.JSONField(
                        default=dict,
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=PAGE,
                        verbose_name="source of facts",
                    ),
                ),
            ],
            options={
                "verbose_name": "event group",
                "verbose_name_plural": "event groups",
                "default_permissions": (),
                "permissions": [("change_event_facts", "Can change facts of events")],
            },
        ),
        migrations.CreateModel(
            name="SourceText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="field")),
                ("digest", models.CharField(max_length=32)),
                ("meaning", models.CharField(max_length=32)),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("language", models.CharField(max_length=100, verbose_name="language")),
                ("revision_id", models.BigIntegerField(null=True, verbose_name="revision")),
                (
                    "published_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="published at"
                    ),
                ),
                ("minor_reason", models.TextField(blank=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="wagtail_migration_events.eventgroup",
                    ),
                ),
                (
                    "minor_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "published text of a source",
                "verbose_name_plural": "published texts of sources",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "name", "digest"), name="one_source_text_per_version"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=255, verbose_name="source")),
                (
                    "external_id",
                    models.CharField(max_length=1000, verbose_name="external identifier"),
                ),
                ("external_id_digest", models.CharField(editable=False, max_length=64)),
                ("language", models.CharField(max_length=35, verbose_name="language")),
                ("raw", models.JSONField(default=dict, verbose_name="as it came")),
                ("applied", models.JSONField(default=dict, verbose_name="as imported")),
                ("reasons", models.JSONField(default=list, verbose_name="refused values")),
                ("content_digest", models.CharField(editable=False, max_length=64)),
                ("imported_at", models.DateTimeField(auto_now=True, verbose_name="imported at")),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=PAGE,
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "import record",
                "verbose_name_plural": "import records",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "external_id_digest", "language"),
                        name="one_import_record_per_row",
                    )
                ],
            },
        ),
    ]
