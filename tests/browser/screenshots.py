"""Takes the pictures of the documentation: ``python -m tests.browser.screenshots [DIRECTORY]``.

The demo is built for it in a temporary directory, as for the browser tests. The directory is
``docs/images`` unless another is named. Chromium is found as for the tests.
"""

from __future__ import annotations

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.admin_steps import logged_in, open_tab
from tests.browser.chromium import chromium_path, running_chromium
from tests.browser.example_site_server import served
from tests.browser.reader import new_reader

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
WIDTH = 1200
HEIGHT = 1500
COLORS = 200
LARGEST = 300_000
PUBLIC = {
    "event-page-en": ("en", "three mornings"),
    "event-list-en": ("en", "event list"),
    "event-page-ar": ("ar", "three mornings"),
}


def keep(page: Page, path: Path) -> None:
    """Write what the window shows as a PNG of few colors; raise ValueError if it is too large."""
    page.wait_for_load_state("networkidle")
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLORS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    sys.stdout.write(f"{path} {size // 1000} kB\n")
    if size > LARGEST:
        raise ValueError(f"{path.name} has {size} bytes, more than {LARGEST}.")


def take_pictures(browser: Browser, site: str, directory: Path) -> None:
    """Take every picture of the documentation from the demo at ``site``."""
    window = {"width": WIDTH, "height": HEIGHT}
    reader = new_reader(browser, site, viewport=window)
    for name, (language, page) in PUBLIC.items():
        keep(reader.read(language, page), directory / f"{name}.png")
    desk = new_reader(browser, site, viewport={"width": WIDTH, "height": 900})
    page = logged_in(desk, "editor")
    page.goto(f"{site}/admin/migration-events/")
    keep(page, directory / "admin-events.png")
    page.goto(f"{site}/admin/migration-events/?q=Alternatives")
    page.get_by_role("link", name="Alternatives to detention", exact=False).first.click()
    open_tab(page, "facts")
    page.mouse.move(WIDTH / 2, 300)
    page.mouse.wheel(0, -HEIGHT)
    keep(page, directory / "admin-editor.png")


def main() -> None:
    """Build the demo, take the pictures, say what was written."""
    path = chromium_path()
    if path is None:
        raise SystemExit("No Chromium in PATH, and CHROMIUM names none.")
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, running_chromium(path) as browser:
        sys.stdout.write("Building the demo (a minute)\n")
        with served(Path(place), Path(place) / "served") as site:
            take_pictures(browser, site, directory)


if __name__ == "__main__":
    main()
