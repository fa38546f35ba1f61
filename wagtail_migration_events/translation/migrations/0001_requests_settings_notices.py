import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtail_migration_events", "0005_background_runs"),
        ("wagtailcore", "0094_alter_page_locale"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewByLanguageTask",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "Review by language",
                "verbose_name_plural": "Reviews by language",
            },
            bases=("wagtailcore.task",),
        ),
        migrations.CreateModel(
            name="NoticePreference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "delivery",
                    models.CharField(
                        choices=[
                            ("at_once", "At once"),
                            ("daily", "Once a day, all together"),
                            ("never", "Never"),
                        ],
                        default="at_once",
                        max_length=8,
                        verbose_name="e-mail about translations",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wagtail_migration_events_notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "preference for notices",
                "verbose_name_plural": "preferences for notices",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="TranslationRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="asked at"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "due_on",
                    models.DateField(
                        blank=True,
                        help_text="Left empty: as soon as possible.",
                        null=True,
                        verbose_name="due on",
                    ),
                ),
                ("due_by_hand", models.BooleanField(default=False, editable=False)),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="done at"
                    ),
                ),
                (
                    "reopened_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="opened again at"
                    ),
                ),
                ("source_text", models.CharField(blank=True, editable=False, max_length=32)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translation_requests",
                        to="wagtail_migration_events.eventgroup",
                        verbose_name="event",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="auth.group",
                        verbose_name="group",
                    ),
                ),
            ],
            options={
                "verbose_name": "translation request",
                "verbose_name_plural": "translation requests",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="TranslationNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("requested", "Translation requested"),
                            ("reminded", "Reminder of a translation"),
                            ("reassigned", "Translation reassigned"),
                            ("source_changed", "The source has changed"),
                            ("review_asked", "Review asked for"),
                            ("approved", "Translation approved"),
                            ("changes_asked", "Changes asked for"),
                            ("due_soon", "Translation due soon"),
                            ("overdue", "Translation overdue"),
                        ],
                        max_length=16,
                    ),
                ),
                ("fact", models.CharField(blank=True, max_length=100)),
                ("actor", models.CharField(blank=True, max_length=255)),
                ("words", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="wagtail_migration_events_translation.translationrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice of a translation",
                "verbose_name_plural": "notices of translations",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="TranslationSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "gate",
                    models.CharField(
                        choices=[
                            ("ready", "Whenever somebody who may publish says so"),
                            ("complete", "Only when all of its text is translated"),
                            ("approved", "Only when its reviewers have approved it"),
                            (
                                "together",
                                "All required languages together, when each of them is approved",
                            ),
                        ],
                        default="complete",
                        help_text="Somebody who may publish can override this, with a reason that is logged.",
                        max_length=16,
                        verbose_name="when a language goes live",
                    ),
                ),
                (
                    "lead_days",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="Translations that are asked for are due so long before an event begins.",
                        verbose_name="working days before the event",
                    ),
                ),
                (
                    "glossary",
                    models.TextField(
                        blank=True,
                        help_text="One term in each line, as CSV. The first line names the languages, for example: en,fr,es",
                        verbose_name="glossary",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "translation of events",
                "verbose_name_plural": "translation of events",
            },
        ),
        migrations.CreateModel(
            name="RequestRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("locales", models.JSONField(default=list, verbose_name="languages")),
                (
                    "event_type",
                    models.ForeignKey(
                        blank=True,
                        help_text="Left empty: events of every type.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtail_migration_events.eventtype",
                        verbose_name="type of event",
                    ),
                ),
                (
                    "site_settings",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rules",
                        to="wagtail_migration_events_translation.translationsettings",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule for translations",
                "verbose_name_plural": "rules for translations",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="LanguageSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_required",
                    models.BooleanField(
                        default=False,
                        help_text="The site has promised this language.",
                        verbose_name="required",
                    ),
                ),
                ("needs_review", models.BooleanField(default=True, verbose_name="needs review")),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language",
                    ),
                ),
                (
                    "reviewers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="auth.group",
                        verbose_name="group of reviewers",
                    ),
                ),
                (
                    "translator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="translator",
                    ),
                ),
                (
                    "translators",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="auth.group",
                        verbose_name="group of translators",
                    ),
                ),
                (
                    "site_settings",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="languages",
                        to="wagtail_migration_events_translation.translationsettings",
                    ),
                ),
            ],
            options={
                "verbose_name": "language of a site",
                "verbose_name_plural": "languages of a site",
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="translationrequest",
            index=models.Index(fields=["closed_at", "due_on"], name="open_requests_by_day"),
        ),
        migrations.AddConstraint(
            model_name="translationrequest",
            constraint=models.UniqueConstraint(
                fields=("group", "locale"), name="one_translation_request_per_language"
            ),
        ),
        migrations.AddIndex(
            model_name="translationnotice",
            index=models.Index(fields=["sent_at", "made_at"], name="notices_to_send"),
        ),
        migrations.AddConstraint(
            model_name="translationnotice",
            constraint=models.UniqueConstraint(
                fields=("user", "request", "kind", "fact"), name="a_fact_is_told_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="languagesettings",
            constraint=models.UniqueConstraint(
                fields=("site_settings", "locale"), name="one_language_settings_per_locale"
            ),
        ),
    ]
