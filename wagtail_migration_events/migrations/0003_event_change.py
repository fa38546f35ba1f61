from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wagtail_migration_events", "0002_occurrence_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="EventChange",
            fields=[
                (
                    "key",
                    models.UUIDField(editable=False, primary_key=True, serialize=False),
                ),
                ("changed_at", models.DateTimeField(null=True)),
                ("shown", models.JSONField(default=dict)),
                ("told", models.JSONField(default=dict)),
                ("untold", models.BooleanField(default=False)),
                ("sites", models.TextField(default="")),
            ],
            options={
                "verbose_name": "change of an event",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["changed_at", "key"], name="wme_change_moment"),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebhookDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("target", models.CharField(max_length=64)),
                ("key", models.UUIDField()),
                ("message", models.UUIDField()),
                ("since", models.DateTimeField()),
                ("due_at", models.DateTimeField(db_index=True)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "verbose_name": "notice to be sent",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("target", "key"), name="wme_delivery_once"),
                ],
            },
        ),
    ]
