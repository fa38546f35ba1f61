import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("adopter", "0002_gcm_talk_page"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.AddField(
            model_name="townhallpage",
            name="pictures",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True, related_name="+", to="wagtailimages.image"
            ),
        ),
        migrations.CreateModel(
            name="TownHallSpeaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=64)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="speakers",
                        to="adopter.townhallpage",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="townhallspeaker",
            constraint=models.UniqueConstraint(
                fields=("page", "name"), name="adopter_speaker_once"
            ),
        ),
    ]
