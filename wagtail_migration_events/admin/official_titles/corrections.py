"""Where somebody corrects an official wording, adds a language, or takes a correction back."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from wagtail_migration_events.admin.official_titles.forms import (
    NewWordingForm,
    TakeBackForm,
    WordingForm,
)
from wagtail_migration_events.events.facts.spoken_languages import language_name
from wagtail_migration_events.vocabularies.languages import data_key, direction
from wagtail_migration_events.vocabularies.official.corrections import CORRECTABLE
from wagtail_migration_events.vocabularies.official.made_in_admin import kept
from wagtail_migration_events.vocabularies.official.title_correction import (
    CORRECT_TITLES,
    TitleCorrection,
    WordingKind,
)
from wagtail_migration_events.vocabularies.official.vocabulary import (
    official_terms,
    standing_title,
)
from wagtail_migration_events.vocabularies.terms import Term, Title

NAMESPACE = "official_vocabularies"


def may_correct(user: Any) -> bool:
    """Tell whether a user may correct official titles."""
    return bool(user.has_perm(f"wagtail_migration_events.{CORRECT_TITLES}"))


def offer_correcting_permission() -> Any:
    """For Wagtail's hook ``register_permissions``: what the editor of user groups offers."""
    return Permission.objects.filter(
        content_type__app_label="wagtail_migration_events", codename=CORRECT_TITLES
    )


def see_newest() -> None:
    """Show what another process has just been told, instead of what was kept a moment ago."""
    kept.look()


def wording_url(vocabulary: str, code: str, kind: str, language: str) -> str:
    """Return the address at which a wording is corrected."""
    return reverse(f"{NAMESPACE}:wording", args=[vocabulary, code, kind, language])


def add_url(term: Term) -> str:
    """Return the address at which a term is given a wording in a further language."""
    return reverse(f"{NAMESPACE}:new_wording", args=[term.vocabulary, term.code])


class CorrectionView(WagtailAdminTemplateMixin, TemplateView):
    """What correcting and adding share: the term, and who may come here."""

    template_name = "wagtail_migration_events/admin/title_correction.html"
    header_icon = "globe"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not may_correct(request.user):
            raise PermissionDenied
        see_newest()
        self.vocabulary = kwargs["name"]
        if self.vocabulary not in CORRECTABLE:
            raise Http404
        term = official_terms(self.vocabulary).get(kwargs["code"])
        if term is None:
            raise Http404
        self.term: Term = term
        return super().dispatch(request, *args, **kwargs)

    @property
    def back_url(self) -> str:
        if self.vocabulary == "footnotes":
            return reverse(f"{NAMESPACE}:to_confirm")
        terms = reverse(f"{NAMESPACE}:terms", args=[self.vocabulary])
        return f"{terms}?q={self.term.code}"

    def get_page_subtitle(self) -> str:
        return f"{self.term.code} – {self.term.short_label()}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        index = {"url": reverse(f"{NAMESPACE}:index"), "label": _("Official vocabularies")}
        own = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        back = {"url": self.back_url, "label": self.term.code}
        return [*self.breadcrumbs_items, index, back, own]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"back_url": self.back_url, **super().get_context_data(**kwargs)}

    def keep(self, kind: str, language: str, text: str, verified: bool, source: str) -> None:
        user: Any = self.request.user
        with transaction.atomic():
            correction = TitleCorrection.objects.create(
                vocabulary=self.vocabulary,
                code=self.term.code,
                kind=kind,
                language=language,
                text=text,
                verified=verified,
                source=source,
                made_by=user,
            )
            # Whether an answer still holds is read from Wagtail's log.
            log(instance=correction, action="wagtail.create", user=user)


class WordingView(CorrectionView):
    """One wording, with everything that was said about it."""

    page_title = gettext_lazy("Correct a wording")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.kind, self.language = kwargs["kind"], data_key(kwargs["language"])
        if self.kind not in WordingKind.values:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def corrections(self) -> list[TitleCorrection]:
        """Everything that was said about this wording, the newest first."""
        rows = TitleCorrection.objects.filter(
            vocabulary=self.vocabulary,
            code=self.term.code,
            kind=self.kind,
            language=self.language,
        )
        return list(rows.select_related("made_by").order_by("-pk"))

    @cached_property
    def official(self) -> Title | None:
        return standing_title(self.vocabulary, self.term.code, self.kind, self.language)

    @cached_property
    def present(self) -> Title | None:
        titles = getattr(self.term, self.kind)
        found: Title | None = titles.get(self.language)
        return found

    @property
    def is_corrected(self) -> bool:
        return bool(self.corrections and self.corrections[0].text)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.present is None and not self.corrections:
            raise Http404
        return self.answer(WordingForm(initial=self._initial()), TakeBackForm(prefix="back"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.present is None and not self.corrections:
            raise Http404
        with transaction.atomic():
            if "take_back" in request.POST:
                return self._take_back(TakeBackForm(request.POST, prefix="back"))
            return self._correct(WordingForm(request.POST, initial=self._initial()))

    def _correct(self, form: WordingForm) -> HttpResponse:
        self._refuse_unseen(form)
        if not form.is_valid():
            return self.answer(form, TakeBackForm(prefix="back"))
        data = form.cleaned_data
        if self.present != Title(data["text"], data["verified"], data["source"]):
            self.keep(self.kind, self.language, data["text"], data["verified"], data["source"])
            messages.success(self.request, _("The wording is shown everywhere from now on."))
        return redirect(self.back_url)

    def _take_back(self, form: TakeBackForm) -> HttpResponse:
        self._refuse_unseen(form)
        if not form.is_valid():
            return self.answer(WordingForm(initial=self._initial()), form)
        if self.is_corrected:
            self.keep(self.kind, self.language, "", False, form.cleaned_data["source"])
            messages.success(self.request, _("The correction was taken back."))
        return redirect(self.back_url)

    def _refuse_unseen(self, form: Form) -> None:
        """Nobody overwrites what they have not seen."""
        newest = self.corrections[0].pk if self.corrections else 0
        if self.request.POST.get("seen") != str(newest):
            message = _(
                "Somebody has corrected this wording meanwhile. Look at it, then try again."
            )
            form.add_error(None, message)

    def _initial(self) -> dict[str, Any]:
        title = self.present or Title("")
        return {"text": title.text, "verified": title.verified, "source": title.source}

    def answer(self, form: WordingForm, back_form: TakeBackForm) -> HttpResponse:
        form.fields["text"].widget.attrs |= {
            "lang": self.language,
            "dir": direction(self.language),
        }
        return self.render_to_response(
            self.get_context_data(
                form=form,
                back_form=back_form if self.is_corrected else None,
                seen=self.corrections[0].pk if self.corrections else 0,
                official=self.official,
                corrections=self.corrections,
                language=self.language,
                language_words=language_name(self.language),
                dir=direction(self.language),
                kind_words=WordingKind(self.kind).label,
            )
        )


class NewWordingView(CorrectionView):
    """A wording in a language that a term lacks."""

    page_title = gettext_lazy("Add a wording")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=NewWordingForm()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = NewWordingForm(request.POST)
        if form.is_valid() and self._is_there(form.cleaned_data):
            message = _("There is a wording in this language. Correct it in the list of terms.")
            form.add_error("language", message)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        self.keep(**form.cleaned_data)
        messages.success(request, _("The wording is shown everywhere from now on."))
        return redirect(self.back_url)

    def _is_there(self, data: dict[str, Any]) -> bool:
        return data["language"] in getattr(self.term, data["kind"])
