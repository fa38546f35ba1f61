from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mysite.website.views import events_as_json


@hooks.register("register_admin_urls")
def events_url():
    return [path("events/", events_as_json, name="events_in_admin")]


@hooks.register("register_admin_menu_item")
def events_menu_item():
    return MenuItem("Events", reverse("events_in_admin"), name="events", icon_name="date")
