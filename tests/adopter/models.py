"""Three event classes: a subclass of the ready-made page, the mixin on a class of one's own, and
the mixin on a class that was there first and keeps its own columns."""

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail_headless_preview.models import HeadlessPreviewMixin

from wagtail_migration_events.events.aliases import AliasOf
from wagtail_migration_events.events.mixin import EventPageMixin
from wagtail_migration_events.organizers.links import AbstractOrganizerLink
from wagtail_migration_events.pages.models import EventPage


class GcmTalkPage(EventPage):
    """The ready-made page with one fact and one text field more."""

    interpretation_booth = models.CharField(max_length=64, blank=True)
    moderator_note = models.TextField(blank=True)

    event_facts = (*EventPage.event_facts, "interpretation_booth")
    event_text = (*EventPage.event_text, "moderator_note")
    content_panels = [*EventPage.content_panels, "moderator_note"]
    facts_sections = (*EventPage.facts_sections, ("Talk", ("interpretation_booth",)))

    class Meta:
        verbose_name = "GCM talk"


class TownHallPage(EventPageMixin, Page):
    """The mixin on a class of one's own, without the fields this site has no use for."""

    guiding_principles = None
    sdgs = None
    registration_note = None
    agenda = RichTextField(blank=True)
    pictures = ParentalManyToManyField("wagtailimages.Image", blank=True, related_name="+")
    tags = ClusterTaggableManager(through="adopter.TownHallTag", blank=True)

    event_facts = (*EventPageMixin.event_facts, "pictures", "speakers", "tags")
    event_text = (*EventPageMixin.event_text, "agenda")
    content_panels = [*EventPageMixin.content_panels, "agenda", "tags"]

    class Meta(EventPageMixin.Meta):
        verbose_name = "town hall"


class TownHallSpeaker(Orderable):
    """A fact in rows of its own, of which no two may be the same."""

    page = ParentalKey(TownHallPage, related_name="speakers", on_delete=models.CASCADE)
    name = models.CharField(max_length=64)

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=("page", "name"), name="adopter_speaker_once")
        ]


class TownHallTag(TaggedItemBase):
    content_object = ParentalKey(
        TownHallPage, related_name="tagged_items", on_delete=models.CASCADE
    )


class TownHallOrganizerLink(AbstractOrganizerLink):
    page = ParentalKey(TownHallPage, related_name="organizer_links", on_delete=models.CASCADE)


class LegacyMeetingPage(EventPageMixin, Page):
    """A class that was there before the package: `location` and `teaser` are its own columns."""

    location = models.CharField(max_length=255, blank=True)
    teaser = models.CharField(max_length=255, blank=True)
    venue = AliasOf("location")
    summary = AliasOf("teaser")

    class Meta(EventPageMixin.Meta):
        verbose_name = "meeting"


class LegacyMeetingOrganizerLink(AbstractOrganizerLink):
    page = ParentalKey(LegacyMeetingPage, related_name="organizer_links", on_delete=models.CASCADE)


class AssemblyPage(EventPageMixin, HeadlessPreviewMixin, Page):
    """A class whose own column says when it begins, and which needs next to nothing else. Editors
    see its drafts on the site's front end."""

    opens = models.DateTimeField(null=True, blank=True)
    starts_at = AliasOf("opens")
    ends_at = None
    previous_starts_at = None
    timezone = None
    date_precision = None
    dates = None
    event_status = None
    attendance_mode = None
    latitude = None
    longitude = None
    languages = None
    part_of = None
    resources = None
    registration_url = None
    registration_opens_at = None
    registration_closes_at = None
    summary = None

    class Meta:
        verbose_name = "assembly"

    def get_client_root_url(self, request):
        return f"{super().get_client_root_url(request)}{self.locale.language_code}/"


class AssemblyOrganizerLink(AbstractOrganizerLink):
    page = ParentalKey(AssemblyPage, related_name="organizer_links", on_delete=models.CASCADE)


class Invitation(models.Model):
    """What a site says of a ready-made event, in rows that are nothing without it."""

    event = models.ForeignKey(EventPage, on_delete=models.PROTECT, related_name="+")
