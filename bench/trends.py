"""How fast the server answers what a page asks of trends, on a million observations.

Wall time is what a reader waits, and the least of several repeats is what a busy machine disturbs
least; processor time counts every thread. The last lines set the statistics of all series at once
against a loop over them.
"""

from __future__ import annotations

import itertools
import logging
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from dscp_data.statistics import xmr, xmr_many
from dscp_data.store import Store, open_store
from dscp_data.summaries.indicator_table import overview
from dscp_data.trends import Selection, trends

PLACES = ("easington", "sedgefield", "teesdale", "derwentside", "wear-valley", "durham-city")
TIMES = 9
SERIES, MONTHS = 145, 144
ROOT = Path(__file__).parents[1]
APP, PRIORITY = str(ROOT / "dscp_ui" / "app.py"), "../pages/priority_two.py"


@dataclass(frozen=True)
class DownloadEvent:
    """Seconds: the least and the median wall time, and the least processor time."""

    least: float
    median: float
    processor: float

    def __str__(self) -> str:
        return (
            f"{1000 * self.least:7,.0f} ms least{1000 * self.median:7,.0f} ms median"
            f"{1000 * self.processor:7,.0f} ms processor"
        )


def time_trends(database: Path) -> None:
    """What the overview and a filter change ask, not cached, and the statistics alone."""
    with open_store(database) as store:
        e08 = store.plan.indicator("E08")
        places = itertools.cycle(PLACES)

        def table() -> object:
            return overview(
                store,
                store.plan.indicators,
                Selection(localities=(next(places),), audience="exact"),
            )

        first = timed(
            lambda: overview(store, store.plan.indicators, Selection(audience="exact")),
            beforehand=lambda: new_version(store),
        )
        say("Icon table of every series, cold (limit 300 ms)", first)
        say("Icon table of every series, new filter", timed(table))
        one = timed(
            lambda: trends(store, [e08], Selection(localities=(next(places),), audience="exact"))
        )
        say("Filter change, one indicator, cold (limit 60 ms)", one)
    time_statistics()


def new_version(store: Store) -> None:
    """Change what is held, so that nothing of it is remembered."""
    with store.transaction():
        pass


def time_statistics() -> None:
    """The same limits and signals for every series, all at once and one after another."""
    values = np.random.default_rng(1).poisson(100, (SERIES, MONTHS)).astype(float)
    observations = pd.DataFrame(
        {
            "series": np.repeat(np.arange(SERIES), MONTHS),
            "month": np.tile(np.arange(MONTHS), SERIES),
            "value": values.ravel(),
        }
    )
    at_once = timed(lambda: xmr_many(observations, by=["series"], time="month", value="value"))
    looped = timed(lambda: [xmr(series) for series in values])
    say(f"XmR charts of {SERIES} series at once", at_once)
    say(f"XmR charts of {SERIES} series, a loop", looped)
    print(f"{'Loop against all at once':<52}{looped.least / at_once.least:7.1f} times", flush=True)


def time_script_runs(database: Path) -> None:
    """A whole run of a page's script: what the server does between a click and its answer.

    Streamlit's own test harness runs the script as the server does, on the same data.
    """
    os.environ["DSCP_DATABASE"] = str(database)
    from dscp_ui import queries  # caches that are declared earlier have no database

    every = tuple(indicator.id for indicator in queries.plan().indicators)
    say(
        "Icon table, cached (limit 30 ms)",
        timed(lambda: queries.overview.unchecked(Selection(audience="exact"), every)),
    )
    with outside_of_a_run():
        app = AppTest.from_file(APP, default_timeout=60)
    app.run()
    say("Run of the overview's script, cached", timed(lambda: app.run()))
    app.switch_page(PRIORITY).run()
    say("Run of a priority's script, cached", timed(lambda: app.run()))
    places = iter(PLACES)

    def change_filter() -> None:
        app.pills(key="locality-shown").set_value([next(places)]).run()

    say("Run of a priority's script, new filter", timed(change_filter, len(PLACES) - 1))
    queries.store().close()


@contextmanager
def outside_of_a_run() -> Iterator[None]:
    """No warning of Streamlit's that there is no session, where there should be none: its test
    harness sets a state before its first run. In a run the same warning would be of a fault."""
    logger = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = False


def timed(
    action: Callable[[], object], times: int = TIMES, beforehand: Callable[[], None] | None = None
) -> DownloadEvent:
    """`beforehand` is done before each time, and not counted."""
    action()
    wall, processor = [], []
    for _ in range(times):
        if beforehand:
            beforehand()
        begun, used = time.perf_counter(), time.process_time()
        action()
        wall.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
    return DownloadEvent(min(wall), statistics.median(wall), min(processor))


def say(what: str, taken: DownloadEvent) -> None:
    print(f"{what:<52}{taken}", flush=True)
