"""Model fields that hold codes of a vocabulary: one, or a list.

For the database and for schema migrations they are a plain ``CharField`` and ``JSONField``: a new
term, or a vocabulary that moves, changes no schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from wagtail_migration_events.vocabularies.codes import code_of, codes_of, in_order
from wagtail_migration_events.vocabularies.forms.choices import is_choice
from wagtail_migration_events.vocabularies.forms.fields import CodeFormField, CodeListFormField
from wagtail_migration_events.vocabularies.querying import is_held
from wagtail_migration_events.vocabularies.refusals import refusal
from wagtail_migration_events.vocabularies.registry import get_vocabulary

if TYPE_CHECKING:
    from wagtail_migration_events.vocabularies.terms import Vocabulary


class PlainCodes(DeferredAttribute):
    """Turns what is assigned (terms, numbers, None) into plain codes at once, without a query.

    What cannot be turned is kept as it is, for validation to refuse.
    """

    def __set__(self, instance: models.Model, value: Any) -> None:
        field: Any = self.field
        instance.__dict__[field.attname] = field.as_plain(value)


class VocabularyFieldMixin(models.Field):
    """What the two fields share: the vocabulary, looked up by name when it is needed."""

    descriptor_class = PlainCodes

    def __init__(
        self, vocabulary: str = "", *args: Any, kinds: Sequence[str] = (), **kwargs: Any
    ) -> None:
        self.vocabulary_name = vocabulary
        self.kinds = tuple(kinds)
        super().__init__(*args, **kwargs)

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary whose codes the field holds.

        :raises KeyError: if no vocabulary of that name is registered.
        """
        return get_vocabulary(self.vocabulary_name)

    def as_plain(self, value: Any) -> Any:
        """Return ``value`` as plain codes where possible, else unchanged."""
        raise NotImplementedError

    def clone(self) -> Any:
        # deconstruct() leaves out what a schema migration must not hold.
        _name, _path, args, kwargs = self.deconstruct()
        return type(self)(self.vocabulary_name, *args, kinds=self.kinds, **kwargs)

    def refusals(
        self, codes: Iterable[str], instance: models.Model | None
    ) -> list[ValidationError]:
        """Return an error for each code that is no term, or not of the field's kinds.

        A code that a saved row still holds was a term once: it is refused by forms, which can
        show it, but does not stop a page from being copied, published or shared with a sibling.
        """
        return [
            refusal(self.vocabulary_name, code, self.kinds)
            for code in codes
            if not is_choice(self.vocabulary, code, self.kinds)
            and not (instance is not None and is_held(type(instance), self.name, code))
        ]

    def extract_references(self, value: Any) -> Iterator[tuple[type[models.Model], str, str, str]]:
        """Yield the snippets behind the codes, for Wagtail's reference index ("Usage")."""
        row_of: Any = getattr(self.vocabulary, "row_of", None)
        for code in codes_of(value) if row_of else ():
            row = row_of(code)
            if row is not None:
                yield *row, "", ""


class CodeField(VocabularyFieldMixin, models.CharField):
    """The code of one term, or ``""``.

    :param vocabulary: name of a registered vocabulary; it is looked up when it is needed.
    :param kinds: only terms of these kinds are accepted, for example ``("country",)``.
    """

    def __init__(
        self, vocabulary: str = "", *args: Any, kinds: Sequence[str] = (), **kwargs: Any
    ) -> None:
        for name, value in {"max_length": 64, "blank": True, "default": ""}.items():
            kwargs.setdefault(name, value)
        super().__init__(vocabulary, *args, kinds=kinds, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, _plain(kwargs)

    def as_plain(self, value: Any) -> Any:
        if value is None and self.null:
            return None
        try:
            return code_of(value)
        except TypeError:
            return value

    def to_python(self, value: Any) -> Any:
        """Return the code; for that of a merged term, that of the one it was merged with."""
        code = super().to_python(self.as_plain(value))
        return self.vocabulary.present_code(code) if isinstance(code, str) and code else code

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(self.as_plain(value))

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        code = self.to_python(value)
        if code:
            (code,) = in_order(self.vocabulary, [code])
        return super().clean(code, model_instance)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        refused = self.refusals([value] if value else [], model_instance)
        if refused:
            raise refused[0]

    def formfield(self, **kwargs: Any) -> Any:
        options = {"vocabulary": self.vocabulary_name, "kinds": self.kinds, **kwargs}
        return models.Field.formfield(self, **{"form_class": CodeFormField, **options})


class CodeListField(VocabularyFieldMixin, models.JSONField):
    """Codes of a vocabulary: a plain list of strings, each once, in the vocabulary's order.

    :param vocabulary: name of a registered vocabulary; it is looked up when it is needed.
    :param kinds: only terms of these kinds are accepted, for example ``("country",)``.
    """

    default_error_messages = {"not_a_list": _("This must be a list of codes.")}

    def __init__(
        self, vocabulary: str = "", *args: Any, kinds: Sequence[str] = (), **kwargs: Any
    ) -> None:
        for name, value in {"blank": True, "default": list}.items():
            kwargs.setdefault(name, value)
        super().__init__(vocabulary, *args, kinds=kinds, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, _plain(kwargs)

    def as_plain(self, value: Any) -> Any:
        try:
            return codes_of(value)
        except TypeError:
            return value

    def to_python(self, value: Any) -> list[str]:
        """Return the codes, each once, those of merged terms as those they were merged with."""
        try:
            codes = codes_of(value)
            return list(dict.fromkeys(map(self.vocabulary.present_code, codes))) if codes else []
        except TypeError:
            raise ValidationError(self.error_messages["not_a_list"], code="not_a_list") from None

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if not hasattr(value, "resolve_expression"):
            value = in_order(self.vocabulary, self.to_python(value))
            setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if not hasattr(value, "resolve_expression"):
            value = self.to_python(value)
        return super().get_db_prep_save(value, connection)

    def clean(self, value: Any, model_instance: models.Model | None) -> list[str]:
        codes = in_order(self.vocabulary, self.to_python(value))
        cleaned: list[str] = super().clean(codes, model_instance)
        return cleaned

    def validate(self, value: list[str], model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        refused = self.refusals(value, model_instance)
        if refused:
            raise ValidationError(refused)

    def formfield(self, **kwargs: Any) -> Any:
        options = {"vocabulary": self.vocabulary_name, "kinds": self.kinds, **kwargs}
        # A callable default would add a hidden copy of the field to every form.
        options.setdefault("show_hidden_initial", False)
        return models.Field.formfield(self, **{"form_class": CodeListFormField, **options})


def _plain(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in kwargs.items() if name not in {"choices", "validators"}}
