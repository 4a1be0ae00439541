"""From a click to the redrawn chart, seen from inside the page: the same clock for every library.

A script in the page notes when it was clicked and when its large chart was last drawn, in SVG or on
a canvas. A click's time ends with the last drawing before a pause, so a chart that is drawn twice
counts until the second time. A page may draw its chart first and the rest later, so the last change
of anything on the page is timed too.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice

from playwright.sync_api import Browser, CDPSession, Locator, Page

CLICKS, UNTIMED = 30, 4
PAUSE = 250  # ms without drawing after which a chart counts as drawn
WIDE = 300  # px: a canvas this wide is the large chart, and not one of the strip

WATCH = """
(svg, marks, wide) => {
    const seen = window.bench = { clicked: 0, drawn: 0, changed: 0, first: 0, shift: 0 };
    const draw = () => { seen.drawn = performance.now(); seen.first ||= seen.drawn; };
    addEventListener('click', () => { seen.clicked = performance.now(); seen.drawn = 0; }, true);
    const { stroke } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.stroke = function (...path) {
        seen.changed = performance.now();
        if (this.canvas.clientWidth > wide) draw();
        return stroke.apply(this, path);
    };
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) if (!one.hadRecentInput) seen.shift += one.value;
    }).observe({ type: 'layout-shift', buffered: true });
    new MutationObserver((changes) => {
        seen.changed = performance.now();
        const chart = document.querySelector(svg);
        const isOurs = changes.some(({ target }) => chart?.contains(target));
        if (isOurs && chart.querySelector(marks)) draw();
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}
"""
DRAWN = f"""() => bench.drawn > bench.clicked
    && performance.now() - Math.max(bench.drawn, bench.changed) > {PAUSE}"""


@dataclass(frozen=True)
class ChartPage:
    """A page with a choice of period. `chart` and `marks` find its large chart if that is SVG;
    `choose` gives the place where the names of periods are."""

    name: str
    url: str
    choose: Callable[[Page], Locator]
    chart: str = "#none"
    marks: str = "path"


@dataclass(frozen=True)
class Clicks:
    """Milliseconds: p50 and p95 of a click, until nothing on the page changes any more and of the
    browser's own work (p50), the first chart of a warm server; and the layout shift as it opens."""

    name: str
    middle: float
    slow: float
    rest: float
    work: float
    first_chart: float
    shift: float


def time_page(browser: Browser, measured: ChartPage) -> Clicks:
    """Open a page twice, the second time for its first chart, and click its periods in turn."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    arguments = f"({measured.chart!r}, {measured.marks!r}, {WIDE})"
    context.add_init_script(f"({WATCH}){arguments}")
    page = context.new_page()
    for _ in range(2):
        page.goto(measured.url)
        page.wait_for_function(DRAWN, polling=20)
    first, shift = page.evaluate("() => [bench.first, bench.shift]")
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    choices = measured.choose(page)
    taken, rest, work = [], [], []
    for name in islice(cycle(["Quarter", "Month"]), UNTIMED + CLICKS):
        before = task_time(session)
        choices.get_by_text(name, exact=True).click()
        page.wait_for_function(DRAWN, polling=20)
        drawn, changed = page.evaluate(
            "() => [bench.drawn - bench.clicked, bench.changed - bench.clicked]"
        )
        taken.append(drawn)
        rest.append(max(drawn, changed))
        work.append(1000 * (task_time(session) - before))
    context.close()
    timed = sorted(taken[UNTIMED:])
    return Clicks(
        measured.name,
        statistics.median(timed),
        timed[int(0.95 * len(timed))],
        statistics.median(rest[UNTIMED:]),
        statistics.median(work[UNTIMED:]),
        first,
        shift,
    )


def task_time(session: CDPSession) -> float:
    """Seconds that the page's main thread has worked since it opened."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(one["value"] for one in metrics if one["name"] == "TaskDuration")
