from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "example_site.website"
    label = "website"
    default_auto_field = "django.db.models.BigAutoField"
