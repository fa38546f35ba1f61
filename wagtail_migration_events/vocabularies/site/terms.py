"""The vocabularies that belong to a site: types of event, audiences, workstreams."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import pre_delete
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.vocabularies.loading import read_data
from wagtail_migration_events.vocabularies.registry import register_vocabulary
from wagtail_migration_events.vocabularies.site.labels import LabelsField
from wagtail_migration_events.vocabularies.site.usage import refuse_deleting_used
from wagtail_migration_events.vocabularies.site_vocabulary import SiteVocabulary
from wagtail_migration_events.vocabularies.terms import Term, Title

LONGEST_CODE = 64

_SiteTermT = TypeVar("_SiteTermT", bound="SiteTerm")


class SiteTermQuerySet(models.QuerySet["SiteTerm"]):
    """Refuses to delete terms in use before anything is deleted."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete the terms.

        :raises ProtectedError: if one of them is in use; then none is deleted.
        """
        for term in self:
            refuse_deleting_used(self.model, term)
        return super().delete()

    # Django reads this from the function: without it, every row could be deleted by the manager.
    delete.queryset_only = True  # type: ignore[attr-defined]


class SiteTerm(models.Model):
    """One term of a site's own vocabulary: a single row for all languages."""

    vocabulary_name: ClassVar[str]
    #: Set on a term that is about to be deleted because this one takes its place.
    merged_into: SiteTerm | None = None

    code = models.SlugField(
        _("code"),
        max_length=LONGEST_CODE,
        unique=True,
        blank=True,
        help_text=_(
            "Stands for the term in addresses, feeds and exports, and cannot change once saved. "
            "Left empty, it is made from the label."
        ),
    )
    labels = LabelsField(_("labels"))
    #: Codes and labels of terms that were merged with this one. They are found, never shown.
    former_names = models.JSONField(default=list, blank=True, editable=False)
    sort_order = models.IntegerField(null=True, blank=True, editable=False)

    sort_order_field = "sort_order"
    objects = SiteTermQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["sort_order", "code"]

    def __str__(self) -> str:
        return str(self.as_term().label())

    def as_term(self) -> Term:
        """Return the row as a term like those of the official vocabularies."""
        labels = self.labels if isinstance(self.labels, dict) else {}
        return Term(
            vocabulary=self.vocabulary_name,
            code=self.code,
            titles={tag: Title(str(text)) for tag, text in labels.items()},
            aliases=(
                *seeded_aliases(self.vocabulary_name).get(self.code, ()),
                *self.former_names,
            ),
        )

    def clean(self) -> None:
        super().clean()
        self.code = self.code.lower() or self.suggested_code()
        if not self.code and self.labels:
            message = _("Type a code in Latin letters, for example “side-event”.")
            raise ValidationError({"code": message})
        self._refuse_changed_code()
        self._refuse_former_code()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the term; a missing code is made from the label, a missing place is the last.

        :raises ValidationError: if the code is not the one that was saved: pages hold it.
        """
        self.code = self.code or self.suggested_code()
        self._refuse_changed_code()
        if self.sort_order is None:
            last = type(self)._base_manager.aggregate(last=models.Max("sort_order"))["last"]
            self.sort_order = (last or 0) + 1
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the term.

        :raises ProtectedError: if it is in use.
        """
        refuse_deleting_used(type(self), self)
        return super().delete(*args, **kwargs)

    def _refuse_changed_code(self) -> None:
        if self._state.adding:
            return
        saved = type(self)._base_manager.filter(pk=self.pk).values_list("code", flat=True).first()
        if saved is not None and saved != self.code:
            message = _("The code cannot change once saved. It is “%(code)s”.")
            raise ValidationError({"code": ValidationError(message, params={"code": saved})})

    def _refuse_former_code(self) -> None:
        """Drafts and addresses that hold a former code would otherwise mean another term."""
        others = type(self)._base_manager.exclude(pk=self.pk)
        for other in others if self._state.adding else ():
            if self.code in other.former_names:
                message = _("This code stands for “%(term)s”, with which its term was merged.")
                error = ValidationError(message, params={"term": other})
                raise ValidationError({"code": error})

    def suggested_code(self) -> str:
        """Return a free code made from the English label, else from the first that gives one.

        Empty if no label has Latin letters.
        """
        labels = self.labels if isinstance(self.labels, dict) else {}
        texts = [labels.get("en", ""), *labels.values()]
        stem = next((slug for text in texts if (slug := slugify(text)[:LONGEST_CODE])), "")
        others = type(self)._base_manager.exclude(pk=self.pk)
        taken: set[str] = set()
        for used, former in others.values_list("code", "former_names"):
            taken |= {used, *former}
        code, number = stem, 1
        while code in taken:
            number += 1
            code = f"{stem[: LONGEST_CODE - 4]}-{number}"
        return code


@cache
def seeded_aliases(vocabulary: str) -> dict[str, tuple[str, ...]]:
    """Return the spellings seen for the seeded terms of a vocabulary, by code."""
    rows = read_data("site_terms").get(vocabulary, ())
    return {row["code"]: tuple(row.get("aliases", ())) for row in rows}


def site_vocabulary(model: type[_SiteTermT]) -> type[_SiteTermT]:
    """Register a model's rows as a vocabulary, and protect those in use from deletion.

    A site decorates its own subclass of :class:`SiteTerm` with it.
    """
    register_vocabulary(SiteVocabulary(model))
    # For deletions that pass by the methods above, such as those of a base manager.
    pre_delete.connect(refuse_deleting_used, sender=model, dispatch_uid=model.vocabulary_name)
    return model


@site_vocabulary
class EventType(SiteTerm):
    """What kind of event: a workshop, a side event, a GCM Talk."""

    vocabulary_name = "event_types"

    class Meta(SiteTerm.Meta):
        verbose_name = _("type of event")
        verbose_name_plural = _("types of event")


@site_vocabulary
class Audience(SiteTerm):
    """For whom an event is."""

    vocabulary_name = "audiences"

    class Meta(SiteTerm.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


@site_vocabulary
class Workstream(SiteTerm):
    """The workstream or working group that holds an event."""

    vocabulary_name = "workstreams"

    class Meta(SiteTerm.Meta):
        verbose_name = _("workstream")
        verbose_name_plural = _("workstreams")
