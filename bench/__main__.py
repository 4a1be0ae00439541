"""`make bench`: how fast the dashboard is on a million observations, measured in one run.

`make bench statistics` simulates how often a chart speaks by chance, `growth` compares a database
of one million with larger ones (BENCH_YEARS="12 36 120"), `intake` measures how
returns are taken in, `trends` the server's part of a trend (a minute, without a browser), `load`
fifty readers at once, `pages` clicks in the browser, here and on the same pages in Panel and Dash.
Prints each figure with what it was measured by.
Machines are noisy: read the ratios, and compare figures of one run with each other.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.growth import time_growth
from bench.intake import time_intake
from bench.load import time_load
from bench.observations import generate
from bench.pages import time_pages
from bench.saying import say
from bench.statistics import simulate_statistics
from bench.trends import time_script_runs, time_trends
from tests.browser.driving import launch, running, wait_for_chart


def main(parts: list[str]) -> int:
    """Measure some of the parts, all where none is named."""
    if parts == ["statistics"]:
        simulate_statistics()
        return 0
    if parts == ["growth"]:
        with tempfile.TemporaryDirectory() as folder:
            time_growth(Path(folder))
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
            time_starts(Path(folder) / "new" / "dscp.duckdb")
            time_pages(big)
    return 0


def time_starts(database: Path) -> None:
    """From the command to the first chart: the first time with the samples to load, and later."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for what in ("first start, loading the sample returns", "later start"):
            begun = time.monotonic()
            with running(database) as server:
                healthy = time.monotonic() - begun
                page = browser.new_page(viewport={"width": 1366, "height": 768})
                page.goto(f"{server.url}/priority_two?indicator=E08")
                wait_for_chart(page)
                say(f"Start to healthy, {what}", f"{healthy:.1f} s")
                say(f"Start to first chart, {what}", f"{time.monotonic() - begun:.1f} s")
        browser.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
