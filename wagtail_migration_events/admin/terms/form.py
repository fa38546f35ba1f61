"""The form of a term of the site's own vocabularies."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm


class SiteTermForm(WagtailAdminModelForm):
    """Shows the code of a saved term without letting it be changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "code" in self.fields:
            # Not disabled: a changed code that arrives all the same is refused with a message.
            self.fields["code"].widget.attrs["readonly"] = True
