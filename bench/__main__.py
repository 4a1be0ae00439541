"""`make bench`: how fast the dashboard is on a million observations, measured in one run.

`make bench statistics` simulates how often a chart speaks by chance, `intake` measures how
returns are taken in, `trends` the server's part of a trend (a minute, without a browser), `load`
fifty readers at once, `pages` the rest. Prints each figure with what it was measured by.
Machines are noisy: read the ratios, and compare figures of one run with each other.
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
from bench.load import time_load
from bench.observations import generate
from bench.saying import milliseconds, say
from bench.statistics import simulate_statistics
from bench.trends import time_script_runs, time_trends
from tests.browser.driving import launch, open_filters, open_page, running, wait_for_chart

TIMES = 9


def main(parts: list[str]) -> int:
    """Measure some of the parts, all where none is named."""
    if parts == ["statistics"]:
        simulate_statistics()
        return 0
    wanted = parts or ["intake", "trends", "load", "pages"]
    with tempfile.TemporaryDirectory() as folder:
        if "intake" in wanted:
            time_intake(Path(folder) / "intake")
        if "load" in wanted:
            time_load(Path(folder) / "load")
        big = Path(folder) / "big" / "dscp.duckdb"
        if {"trends", "pages"} & {*wanted}:
            say("Observations generated", f"{generate(big):,}")
        if "trends" in wanted:
            time_trends(big)
            time_script_runs(big)
        if "pages" in wanted:
            time_pages(big)
            time_starts(Path(folder) / "new" / "dscp.duckdb")
    return 0


def time_pages(database: Path) -> None:
    with running(database) as server, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        time_clicks(page, server.url)
        browser.close()


def time_clicks(page: Page, url: str) -> None:
    """From a click on the period to the chart drawn anew, in Chromium."""
    open_page(page, f"{url}/priority_two?indicator=E08")
    wait_for_chart(page)
    filters = open_filters(page)
    names = iter(["Quarter", "Month"] * TIMES)

    def click() -> None:
        chart = page.get_by_test_id("stVegaLiteChart").first.locator("svg")
        before = chart.inner_html()
        filters.get_by_text(next(names), exact=True).click()
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
    sys.exit(main(sys.argv[1:]))
