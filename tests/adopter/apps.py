from django.apps import AppConfig


class AdopterConfig(AppConfig):
    name = "tests.adopter"
    label = "adopter"
    default_auto_field = "django.db.models.BigAutoField"
