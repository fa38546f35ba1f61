"""What people do in Wagtail's admin, step by step, as they see it on the screen."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import Reader

TABS = ("text", "facts")


def logged_in(reader: Reader, user: str) -> Page:
    """Log in as a user of the demo, whose password is the user name."""
    page = reader.open("/admin/login/")
    page.locator("#id_username").fill(user)
    page.locator("#id_password").fill(user)
    page.locator("form [type=submit]").first.click()
    page.wait_for_url("**/admin/")
    return page


def prefer_language(reader: Reader, page: Page, tag: str) -> None:
    """Choose the language of the admin in the account of the user who is logged in."""
    page.goto(f"{reader.site}/admin/account/")
    for field, name in (("first_name", "Amal"), ("last_name", "Haddad")):
        asked = page.locator(f"#id_name_email-{field}")
        if not asked.input_value():  # Wagtail wants both names
            asked.fill(name)
    page.locator("#id_locale-preferred_language").select_option(tag)
    page.locator("main form footer [type=submit]").click()
    expect(page.locator("html")).to_have_attribute("lang", tag)


def choose_page(page: Page, chooser: Locator, title: str) -> None:
    """Open a page chooser, look for ``title`` and take the page of exactly that title."""
    chooser.locator(".unchosen [data-chooser-action-choose]").click()
    window = page.locator(".modal")
    window.locator("input[name=q]").fill(title)
    window.locator("a.choose-page").get_by_text(title, exact=True).first.click()
    expect(window).to_have_count(0)
    expect(chooser.locator(".chooser__title")).to_have_text(title)


def choose_organizer(page: Page, chooser: Locator, words: str, name: str) -> None:
    """Open the chooser of an organizer, look for ``words`` and take the one of that name."""
    chooser.locator(".unchosen [data-chooser-action-choose]").click()
    window = page.locator(".modal")
    window.locator("input[name=q]").fill(words)
    window.locator("a[data-chooser-modal-choice]").get_by_text(name, exact=True).click()
    expect(window).to_have_count(0)
    expect(chooser.locator(".chooser__title")).to_have_text(name)


def open_tab(page: Page, name: str) -> Locator:
    """Show one of the ``TABS`` of an event's editor, and return what it holds.

    Tabs are told apart by their place, because Wagtail makes their ids from translated headings.
    """
    place = TABS.index(name)
    page.locator(".w-tabs [role=tab]").nth(place).click()
    tab = page.locator(".w-tabs [role=tabpanel]").nth(place)
    expect(tab).to_be_visible()
    return tab


def open_menu(toggle: Locator) -> None:
    """Open a menu of Wagtail's, once its script is there: before, a click does nothing."""
    expect(toggle).to_have_attribute("aria-expanded", "false")
    toggle.click()


def publish(page: Page) -> None:
    """Publish what is in the page editor; fail with Wagtail's own words if it refuses."""
    open_menu(page.locator("footer .w-dropdown__toggle"))
    page.locator("footer [name=action-publish]").click()
    answer = page.locator(".messages li")
    expect(answer).to_be_visible()
    refusals = page.locator(".error-message").all_inner_texts()
    assert "success" in (answer.get_attribute("class") or ""), [answer.inner_text(), *refusals]
