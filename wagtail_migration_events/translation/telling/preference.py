"""When somebody gets e-mail about translations: in Wagtail's own page of the account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.permissions import page_permission_policy

from wagtail_migration_events.translation.telling.notice import NoticePreference

_RIGHTS = ("add", "change", "publish")


class NoticePreferenceForm(forms.ModelForm):
    class Meta:
        model = NoticePreference
        fields = ("delivery",)
        widgets = {"delivery": forms.RadioSelect}


class NoticePreferencePanel(BaseSettingsPanel):
    name = "translation_notices"
    title = _("Translations of events")
    tab = notifications_tab
    order = 200
    form_class = NoticePreferenceForm

    def is_active(self) -> bool:
        return bool(page_permission_policy.user_has_any_permission(self.user, _RIGHTS))

    def get_form(self) -> NoticePreferenceForm:
        known = NoticePreference.objects.filter(user=self.user).first()
        data = self.request.POST if self.request.method == "POST" else None
        return NoticePreferenceForm(
            data, instance=known or NoticePreference(user=self.user), prefix=self.name
        )


def notice_preference_panel(request: Any, user: Any, profile: Any) -> NoticePreferencePanel:
    """For Wagtail's hook ``register_account_settings_panel``."""
    return NoticePreferencePanel(request, user, profile)
