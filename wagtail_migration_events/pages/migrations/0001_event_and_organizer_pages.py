import django.core.validators
import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.db import migrations, models
from wagtail.images import get_image_model_string


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0094_alter_page_locale"),
        migrations.swappable_dependency(get_image_model_string()),
    ]

    operations = [
        migrations.CreateModel(
            name="EventIndexPage",
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
                    "listed_filters",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="By what readers can narrow the list, in this order. Without any: type of event, way of attending, objectives, area, organizers, language and registration.",
                        verbose_name="filters",
                    ),
                ),
                (
                    "fixed_filters",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="What every event of the list has, such as objective 13. Of two values of the same filter one is enough.",
                        verbose_name="only certain events",
                    ),
                ),
                (
                    "only_below",
                    models.BooleanField(
                        default=False,
                        help_text="Otherwise the list has all events of the site.",
                        verbose_name="only events below this page",
                    ),
                ),
                (
                    "translated_only",
                    models.BooleanField(
                        default=False,
                        help_text="Otherwise an event that is not translated is shown in another language, which is said beside it.",
                        verbose_name="only events in the language of this page",
                    ),
                ),
                (
                    "introduction",
                    wagtail.fields.RichTextField(blank=True, verbose_name="introduction"),
                ),
            ],
            options={
                "verbose_name": "event index page",
                "verbose_name_plural": "event index pages",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="OrganizerIndexPage",
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
                    "introduction",
                    wagtail.fields.RichTextField(blank=True, verbose_name="introduction"),
                ),
            ],
            options={
                "verbose_name": "organizer index page",
                "verbose_name_plural": "organizer index pages",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="EventPage",
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
                    "starts_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="On the clock of the event's time zone.",
                        null=True,
                        verbose_name="start",
                    ),
                ),
                (
                    "ends_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="May stay empty. For whole days: the last day.",
                        null=True,
                        verbose_name="end",
                    ),
                ),
                (
                    "timezone",
                    models.CharField(
                        blank=True,
                        help_text="The zone of the place, such as Europe/Zurich; never CET or EST.",
                        max_length=64,
                        verbose_name="time zone",
                    ),
                ),
                (
                    "date_precision",
                    models.CharField(
                        choices=[
                            ("time", "Day and time"),
                            ("day", "Day only"),
                            ("month", "Month only"),
                            ("none", "Not known yet"),
                        ],
                        default="time",
                        help_text="Nobody needs to invent an hour, or a day, that is not known yet.",
                        max_length=8,
                        verbose_name="what is known",
                    ),
                ),
                (
                    "dates",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="For an event that is not one stretch, such as three mornings. List every date; start and end above then follow from the list.",
                        verbose_name="list of dates",
                    ),
                ),
                (
                    "event_status",
                    models.CharField(
                        choices=[
                            ("scheduled", "Scheduled"),
                            ("tentative", "Tentative"),
                            ("postponed", "Postponed"),
                            ("rescheduled", "Rescheduled"),
                            ("cancelled", "Cancelled"),
                            ("moved_online", "Moved online"),
                        ],
                        default="scheduled",
                        max_length=16,
                        verbose_name="event status",
                    ),
                ),
                (
                    "previous_starts_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="For a rescheduled event: when it was to start before.",
                        null=True,
                        verbose_name="previous start",
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
                    "languages",
                    models.JSONField(
                        blank=True, default=list, verbose_name="languages of the event"
                    ),
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
                    "resources",
                    wagtail.fields.StreamField(
                        [], blank=True, block_lookup={}, verbose_name="material"
                    ),
                ),
                (
                    "registration_url",
                    models.URLField(blank=True, max_length=1000, verbose_name="registration link"),
                ),
                (
                    "registration_opens_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="registration opens"),
                ),
                (
                    "registration_closes_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="registration closes"),
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
                    "attendance_mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "In person"),
                            ("online", "Online"),
                            ("hybrid", "In person and online"),
                        ],
                        max_length=16,
                        verbose_name="way of attending",
                    ),
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
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences, shown in lists.",
                        verbose_name="summary",
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
                    "part_of",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="The larger events that this one belongs to.",
                        verbose_name="part of",
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
                (
                    "body",
                    wagtail.fields.StreamField(
                        [], blank=True, block_lookup={}, verbose_name="body"
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="image",
                    ),
                ),
            ],
            options={
                "verbose_name": "event page",
                "verbose_name_plural": "event pages",
                "abstract": False,
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="EventOrganizerLink",
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
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="organizer_links",
                        to="wagtail_migration_events_pages.eventpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "organizer of the event",
                "verbose_name_plural": "organizers of the event",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrganizerPage",
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
                    "code",
                    models.CharField(
                        blank=True,
                        db_index=True,
                        help_text="Names the organizer in links and exports. Typed once, never changed.",
                        max_length=64,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9-]*\\Z", "Use a-z, 0-9 and hyphens."
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                (
                    "acronym",
                    models.CharField(
                        blank=True,
                        help_text="In the language of this page.",
                        max_length=64,
                        verbose_name="acronym",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("un_entity", "United Nations entity"),
                            ("intergovernmental", "Intergovernmental organization"),
                            ("state", "State"),
                            ("local_government", "Local or regional government"),
                            ("civil_society", "Civil society"),
                            ("academia", "Academia"),
                            ("private_sector", "Private sector"),
                            ("other", "Other"),
                        ],
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                (
                    "parent_organization",
                    models.UUIDField(blank=True, null=True, verbose_name="parent organization"),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True, default="", max_length=64, verbose_name="country or area"
                    ),
                ),
                ("website", models.URLField(blank=True, max_length=1000, verbose_name="website")),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [], blank=True, block_lookup={}, verbose_name="body"
                    ),
                ),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=get_image_model_string(),
                        verbose_name="logo",
                    ),
                ),
            ],
            options={
                "verbose_name": "organizer page",
                "verbose_name_plural": "organizer pages",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.AddConstraint(
            model_name="eventpage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at__isnull", True),
                    ("ends_at__gte", models.F("starts_at")),
                    _connector="OR",
                ),
                name="wagtail_migration_events_pages_eventpage_times",
                violation_error_message="The end is before the start.",
            ),
        ),
    ]
