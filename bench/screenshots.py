"""Screenshots of every page, light and dark, on a projector and on a phone: build/screenshots/.

`python -m bench.screenshots [--full-page] [PAGE…]`
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from tests.browser.driving import ROOT, launch, open_page, running
from tests.paths import PAGES

SCHEMES = ("light", "dark")
SIZES = ((1366, 768), (390, 844))
FOLDER = ROOT / "build" / "screenshots"
SECONDS_TO_DRAW = 0.6
TALLEST = 12_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.screenshots", description=__doc__)
    parser.add_argument("pages", nargs="*", default=[], metavar="PAGE", help=", ".join(PAGES))
    parser.add_argument("--full-page", action="store_true", help="the whole page, not one screen")
    parser.add_argument("--url", help="a dashboard that already runs, instead of a new one")
    options = parser.parse_args()
    pages = options.pages or list(PAGES)
    if unknown := sorted(set(pages) - set(PAGES)):
        parser.error(f"no page {', '.join(unknown)}; there are {', '.join(PAGES)}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        if options.url:
            taken = take_all(browser, options.url, pages, options.full_page)
        else:
            with (
                tempfile.TemporaryDirectory() as folder,
                running(Path(folder) / "dscp.duckdb") as started,
            ):
                taken = take_all(browser, started.url, pages, options.full_page)
        browser.close()
    print(f"{len(taken)} screenshots in {FOLDER}", file=sys.stderr)
    return 0


def take_all(browser: Browser, url: str, pages: list[str], full_page: bool) -> list[Path]:
    return [
        take(browser, url, name, scheme, size, full_page)
        for name, scheme, size in product(pages, SCHEMES, SIZES)
    ]


def take(
    browser: Browser, url: str, name: str, scheme: str, size: tuple[int, int], full_page: bool
) -> Path:
    """One screenshot. Streamlit scrolls inside its page, so a full page is a taller window."""
    width, height = size
    file = FOLDER / f"{name}-{scheme}-{width}{'-full' if full_page else ''}.png"
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    try:
        open_page(page, f"{url}/{'' if name == 'overview' else name}")
        page.wait_for_timeout(SECONDS_TO_DRAW * 1000)
        if full_page:
            inner = '[data-testid="stMain"]'
            tall = page.eval_on_selector(inner, "main => main.scrollHeight")
            page.set_viewport_size({"width": width, "height": min(max(tall, height), TALLEST)})
            page.wait_for_timeout(SECONDS_TO_DRAW * 1000)
        page.screenshot(path=file)
    except Error as error:
        raise SystemExit(f"{name}, {scheme}, {width} wide: {error}") from error
    finally:
        context.close()
    return file


if __name__ == "__main__":
    sys.exit(main())
