import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [
        migrations.CreateModel(
            name="AssemblyOrganizerLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("organizer", models.UUIDField(db_index=True, verbose_name="organizer")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Lead organizer"),
                            ("co_organizer", "Co-organizer"),
                            ("partner", "Partner"),
                            ("host", "Host"),
                        ],
                        default="lead",
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AssemblyPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "event_type",
                    models.CharField(
                        blank=True, default="", max_length=64, verbose_name="type of event"
                    ),
                ),
                (
                    "audiences",
                    models.JSONField(blank=True, default=list, verbose_name="target audience"),
                ),
                (
                    "gcm_objectives",
                    models.JSONField(blank=True, default=list, verbose_name="GCM objectives"),
                ),
                (
                    "guiding_principles",
                    models.JSONField(blank=True, default=list, verbose_name="guiding principles"),
                ),
                (
                    "sdgs",
                    models.JSONField(
                        blank=True,
                        default=list,
                        verbose_name="Sustainable Development Goals and targets",
                    ),
                ),
                (
                    "scope_levels",
                    models.JSONField(blank=True, default=list, verbose_name="level of scope"),
                ),
                (
                    "areas",
                    models.JSONField(blank=True, default=list, verbose_name="geographic scope"),
                ),
                (
                    "workstream",
                    models.CharField(
                        blank=True, default="", max_length=64, verbose_name="workstream"
                    ),
                ),
                (
                    "is_workstream_output",
                    models.BooleanField(blank=True, null=True, verbose_name="workstream output"),
                ),
                (
                    "is_regional_review",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="regional review process"
                    ),
                ),
                (
                    "livestream_url",
                    models.URLField(
                        blank=True,
                        help_text="A public stream or recording. Never the link of a closed meeting.",
                        max_length=1000,
                        verbose_name="live stream link",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="contact e-mail"),
                ),
                (
                    "venue",
                    models.TextField(
                        blank=True,
                        help_text="Name, room and address, as posted at the door. It is not translated.",
                        verbose_name="venue",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True, default="", max_length=64, verbose_name="country or area"
                    ),
                ),
                (
                    "location_note",
                    models.TextField(
                        blank=True,
                        help_text="How to get in, where to find the room.",
                        verbose_name="note on the place",
                    ),
                ),
                (
                    "status_reason",
                    models.TextField(
                        blank=True,
                        help_text="Why the event was cancelled, postponed or moved.",
                        verbose_name="reason for the status",
                    ),
                ),
                (
                    "registration_note",
                    models.TextField(blank=True, verbose_name="note on registration"),
                ),
                (
                    "accessibility_note",
                    models.TextField(
                        blank=True,
                        help_text="Step-free access, hearing loops, whom to tell about needs.",
                        verbose_name="note on accessibility",
                    ),
                ),
                (
                    "image_alt",
                    models.CharField(
                        blank=True,
                        help_text="What the image shows, for people who do not see it.",
                        max_length=255,
                        verbose_name="alternative text of the image",
                    ),
                ),
                (
                    "external_id",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="external identifier"
                    ),
                ),
                (
                    "external_source",
                    models.CharField(blank=True, max_length=255, verbose_name="external source"),
                ),
                ("text_basis", models.JSONField(blank=True, default=dict, editable=False)),
                ("opens", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "assembly",
            },
            bases=("wagtailcore.page", models.Model),
        ),
    ]
