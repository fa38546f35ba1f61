"""What editors of this site are told before they publish, beside what the package checks."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_migration_events.events.readiness.check import Finding, publish_check


@publish_check("host_city", label=gettext_lazy("Host city"))
def no_host_city(event):
    if event.attendance_mode == "in_person" and not getattr(event, "host_city", "?"):
        yield Finding(_("Say which city hosts it."), field="host_city")
