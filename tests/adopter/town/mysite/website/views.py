from django.http import JsonResponse

from mysite.website.models import EventPage


def events_as_json(request):
    events = EventPage.objects.live().public().order_by("start", "pk")
    return JsonResponse({"events": [[event.title, event.location] for event in events]})
