import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('wagtail_migration_events', '0005_background_runs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='importrecord',
            options={'permissions': [('import_events', 'Can import events')], 'verbose_name': 'import record', 'verbose_name_plural': 'import records'},
        ),
        migrations.AddField(
            model_name='backgroundrun',
            name='words',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='runrow',
            name='data',
            field=models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
        ),
        migrations.AlterField(
            model_name='runrow',
            name='outcome',
            field=models.CharField(choices=[('done', 'Done'), ('created', 'Created'), ('updated', 'Updated'), ('draft', 'Draft'), ('removed', 'Removed'), ('kept', 'Kept'), ('unchanged', 'Unchanged'), ('refused', 'Refused')], max_length=16),
        ),
        migrations.CreateModel(
            name='ImportUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255, verbose_name='file')),
                ('format', models.CharField(max_length=16)),
                ('options', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ('decisions', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'file to import',
                'verbose_name_plural': 'files to import',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ImportUploadPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.PositiveSmallIntegerField(default=0)),
                ('number', models.PositiveIntegerField()),
                ('content', models.BinaryField()),
                ('upload', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='wagtail_migration_events.importupload')),
            ],
            options={
                'verbose_name': 'part of a file to import',
                'verbose_name_plural': 'parts of files to import',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('upload', 'file', 'number'), name='a_part_of_an_upload_is_there_once')],
            },
        ),
    ]
