"""Pages as a team made them. Half of the names are those of the package, by accident."""

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.snippets.models import register_snippet


class HomePage(Page):
    introduction = models.TextField(blank=True)

    content_panels = [*Page.content_panels, "introduction"]


class StandardPage(Page):
    body = RichTextField(blank=True)

    content_panels = [*Page.content_panels, "body"]


class EventIndexPage(Page):
    def get_context(self, request, *args, **kwargs):
        events = EventPage.objects.child_of(self).live().order_by("start", "pk")
        return super().get_context(request, *args, **kwargs) | {"events": events}


class EventPage(Page):
    class Status(models.TextChoices):
        SURE = "sure", "Sure"
        OFF = "off", "Called off"

    start = models.DateTimeField(null=True, blank=True)
    end = models.DateTimeField(null=True, blank=True)
    location = models.CharField(max_length=255, blank=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.SURE)
    body = RichTextField(blank=True)

    content_panels = [*Page.content_panels, "start", "end", "location", "status", "body"]

    class Meta:
        verbose_name = "event page"


@register_snippet
class EventType(models.Model):
    name = models.CharField(max_length=64)

    def __str__(self):
        return self.name
