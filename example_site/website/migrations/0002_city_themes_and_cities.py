import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wagtailcore", "0094_alter_page_locale"),
        ("wagtailimages", "0027_image_description"),
        ("website", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="citymeetingpage",
            name="city_themes",
            field=models.JSONField(blank=True, default=list, verbose_name="City themes"),
        ),
        migrations.CreateModel(
            name="CityPage",
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
                ("locode", models.CharField(blank=True, max_length=5, verbose_name="UN/LOCODE")),
                (
                    "logo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailimages.image",
                        verbose_name="logo",
                    ),
                ),
            ],
            options={
                "verbose_name": "city",
                "verbose_name_plural": "cities",
            },
            bases=("wagtailcore.page", models.Model),
        ),
    ]
