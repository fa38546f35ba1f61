"""The page that asks what is to happen to the other languages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_migration_events.admin.leaving.choices import DELETE, UNPUBLISH
from wagtail_migration_events.admin.leaving.form import LeavingForm

TITLES = {
    UNPUBLISH: gettext_lazy("Unpublish the source of facts"),
    DELETE: gettext_lazy("Delete the source of facts"),
}
TITLES_OF_SEVERAL = {
    UNPUBLISH: gettext_lazy("Unpublish sources of facts"),
    DELETE: gettext_lazy("Delete sources of facts"),
}


def question(request: HttpRequest, form: LeavingForm, action: str, back: str) -> HttpResponse:
    """Answer a request with the question, or with what is wrong with the answer.

    :param back: address for those who do not want to go on.
    """
    if not form.is_answered:
        form.is_bound = False
    return LeavingSourceView.as_view(form=form, action=action, back=back)(request)


class LeavingSourceView(WagtailAdminTemplateMixin, TemplateView):
    """The question, in the place of what Wagtail would have done; it sends all again."""

    template_name = "wagtail_migration_events/admin/leaving_source.html"
    header_icon = "warning"
    form: Any = None
    action = ""
    back = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.get(request, *args, **kwargs)

    def get_page_title(self) -> Any:
        is_one = len(self.form.sources) == 1 and not self.form.below.sources
        return (TITLES if is_one else TITLES_OF_SEVERAL)[self.action]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return []  # as on Wagtail's own confirmations

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        sent = self.request.POST
        left_out = {"csrfmiddlewaretoken", *self.form.fields}
        context.update(
            form=self.form,
            rows=self.form.rows,
            is_deletion=self.action == DELETE,
            submit_url=self.request.get_full_path(),
            back=self.back,
            sent=[
                (name, each) for name in sent if name not in left_out for each in sent.getlist(name)
            ],
        )
        return context
