"""`make bench`: how fast the dashboard is on a million observations, measured in one run.

`python -m bench intake` measures only how returns are taken in, `pages` only the pages.

Prints each figure with what it was measured by. Machines are noisy: read the ratios, and compare
figures of one run with each other.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.intake import time_intake
from bench.observations import generate
from bench.saying import milliseconds, say
from dscp_data.overview import overview
from dscp_data.store import Store
from dscp_data.trends import Selection, trends
from tests.browser.driving import launch, open_page, running, wait_for_chart

TIMES = 9
PLACES = ("easington", "sedgefield", "teesdale", "derwentside", "wear-valley", "durham-city")


def main() -> int:
    only = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        if only in ([], ["intake"]):
            time_intake(Path(folder) / "intake")
        if only in ([], ["pages"]):
            time_pages(Path(folder))
    return 0


def time_pages(folder: Path) -> None:
    """Questions, clicks and starts."""
    big = folder / "big" / "dscp.duckdb"
    say("Observations generated", f"{generate(big):,}")
    time_questions(big)
    with running(big) as server, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        time_clicks(page, server.url)
        browser.close()
    time_starts(folder / "new" / "dscp.duckdb")


def time_questions(database: Path) -> None:
    """Server time of what a filter change asks: one indicator's trend, and the whole icon table."""
    with Store(database) as store:
        e08 = store.plan.indicator("E08")
        places = iter(PLACES * 9)

        def change_filter() -> None:
            trends(store, [e08], Selection(localities=(next(places),)))

        def whole_table() -> None:
            overview(store, store.plan.indicators, Selection())

        change_filter()
        changed = timed(change_filter)
        table = timed(whole_table, times=3)
    say("Filter change, one indicator, not cached, server", milliseconds(changed))
    say("Icon table of every series, not cached, server", milliseconds(table))
    say("Icon table against one indicator", f"{table / changed:.1f} times")


def time_clicks(page: Page, url: str) -> None:
    """From a click on the period to the chart drawn anew, in Chromium."""
    open_page(page, f"{url}/priority_two?indicator=E08")
    wait_for_chart(page)
    names = iter(["Quarter", "Month"] * TIMES)

    def click() -> None:
        chart = page.get_by_test_id("stVegaLiteChart").first.locator("svg")
        before = chart.inner_html()
        page.get_by_test_id("stSidebar").get_by_text(next(names), exact=True).click()
        page.wait_for_function(
            "before => { const svg = document.querySelector('[data-testid=stVegaLiteChart] svg');"
            " return svg && svg.innerHTML !== before; }",
            arg=before,
            polling=10,
        )

    first = timed(click, times=2)
    again = timed(click)
    say("Click to redrawn chart, Chromium, first time", milliseconds(first))
    say("Click to redrawn chart, Chromium, cached", milliseconds(again))


def time_starts(database: Path) -> None:
    """From the command to the first chart: the first time with the samples to load, and later."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for what in ("first start, loading the sample returns", "later start"):
            begun = time.monotonic()
            with running(database) as server:
                healthy = time.monotonic() - begun
                page = browser.new_page(viewport={"width": 1366, "height": 768})
                page.goto(f"{server.url}/priority_two")
                wait_for_chart(page)
                say(f"Start to healthy, {what}", f"{healthy:.1f} s")
                say(f"Start to first chart, {what}", f"{time.monotonic() - begun:.1f} s")
        browser.close()


def timed(action: Callable[[], None], times: int = TIMES) -> float:
    """The median seconds that an action takes."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        action()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
