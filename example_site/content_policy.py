"""The admin of Wagtail needs a looser content policy than the pages that readers see."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.urls import reverse_lazy

ADMIN = reverse_lazy("wagtailadmin_home")


def policy_of_the_admin(get_response: Callable[..., Any]) -> Callable[..., Any]:
    """Replaces the directives of `ADMIN_POLICY` where editors work."""
    in_admin = csp_replace(settings.ADMIN_POLICY)(get_response)

    def answer(request: Any) -> Any:
        is_admin = request.path_info.startswith(str(ADMIN))
        return (in_admin if is_admin else get_response)(request)

    return answer
