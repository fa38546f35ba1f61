"""What editors, translators and reviewers do with the translations of an event, on the screen.

Addresses are relative: the browser context has a ``base_url``.
"""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.admin_steps import open_menu

MATRIX = "/admin/migration-events/translations/"


def told(page: Page, words: str) -> None:
    """See a message of success with these words in it."""
    message = page.locator(".messages .success", has_text=words)
    expect(message.first).to_be_visible()


def choose_action(page: Page, name: str) -> None:
    """Choose among what the header of a page's editor offers."""
    open_menu(page.locator("#w-slim-header-buttons [aria-label='Actions']"))
    page.get_by_role("link", name=name, exact=True).click()


def press(page: Page, button: str) -> None:
    """Press a button of the footer's menu, which a CSS selector finds."""
    open_menu(page.locator("footer .w-dropdown__toggle"))
    page.locator(f"footer {button}").click()


def waiting(page: Page, title: str) -> Locator:
    """Open "My translations" from the menu; return the row of an event."""
    page.goto("/admin/")
    page.locator("nav a[href='/admin/migration-events/my-translations/']").first.click()
    return page.locator("main tbody tr", has=page.get_by_text(title, exact=True))


def cell(page: Page, title: str, language: str) -> Locator:
    """Open the matrix at an event; return its state in a language, by the name of that."""
    page.goto(f"{MATRIX}?when=all&q={title.split(':')[0]}")
    heads = page.locator(".event-translations thead th").all_inner_texts()
    place = next(at for at, head in enumerate(heads) if head.strip() == language)
    row = page.locator(".event-translations tbody tr", has_text=title)
    return row.locator("> *").nth(place).locator(".event-translation").first


def translate(page: Page, texts: dict[str, str]) -> None:
    """Write texts into the translator's view, each by the name of its field, and see them saved."""
    for name, words in texts.items():
        section = page.locator(f"section[aria-labelledby=section-{name}]")
        section.locator("input[type=text], textarea").first.fill(words)
        state = section.locator("[data-state]")
        expect(state).to_have_attribute("data-state", "done")


def hand_in(page: Page, title: str) -> None:
    press(page, "[name=action-submit]")
    told(page, f"“{title}” has been submitted for review.")


def to_review(page: Page, title: str) -> None:
    """Open from the home page of the admin what waits for a review."""
    page.goto("/admin/")
    page.locator("[aria-labelledby='awaiting-review-heading'], #awaiting-review").get_by_role(
        "link", name=title
    ).first.click()
    expect(page.locator("form.translator-desk")).to_be_visible()


def ask_for_change(page: Page, words: str) -> None:
    press(page, "[data-workflow-action-name=reject]")
    window = page.locator(".modal")
    window.locator("[name=comment]").fill(words)
    window.locator("[type=submit]").click()
    told(page, "The review goes on.")


def approve(page: Page) -> None:
    press(page, "[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])")
    told(page, "is approved and published.")


def let_the_machine_translate(page: Page) -> None:
    """Begin a translation, let the machine write it, and read it."""
    page.get_by_role("button", name="Begin").click()
    page.locator("[name=action-machine]").click()
    told(page, "Read what the machine has written")
    for box in page.locator("[name^=read-]").all():
        box.check()
    page.locator("footer .action-save").click()
    told(page, "The translation has been saved.")
