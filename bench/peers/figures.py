"""What a peer's page shows, read from the DuckDB file of the dashboard."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import duckdb
import numpy as np
import pandas as pd

INDICATOR = "E08"
TRUNCATED = {"Month": "month", "Quarter": "quarter"}
CHANGE = 2.66  # limits of an XmR chart: this many mean moving ranges from the mean

SERIES = """
SELECT date_trunc($period, period_start)::DATE AS start, sum(numerator) AS value
FROM current_observation
WHERE indicator = $indicator AND ($locality = '' OR locality = $locality)
GROUP BY ALL ORDER BY start
"""
NAMES = "SELECT DISTINCT {} FROM current_observation ORDER BY ALL"


class Chart(NamedTuple):
    """A series with its mean and limits, a column each."""

    start: np.ndarray
    value: np.ndarray
    mean: np.ndarray
    lower: np.ndarray
    upper: np.ndarray


class Figures:
    """Questions to the file; an answer is remembered."""

    def __init__(self, path: str) -> None:
        self.connection = duckdb.connect(path, read_only=True)
        self.series = cache(self.read_series)
        self.names = cache(self.read_names)

    def read_series(self, period: str, indicator: str = INDICATOR, locality: str = "") -> Chart:
        asked = {"period": TRUNCATED[period], "indicator": indicator, "locality": locality}
        rows = self.connection.cursor().execute(SERIES, asked).df()
        value = rows["value"].to_numpy()
        middle = value.mean()
        reach = CHANGE * np.abs(np.diff(value)).mean()
        levels = [np.full(len(value), one) for one in (middle, middle - reach, middle + reach)]
        return Chart(pd.to_datetime(rows["start"]).to_numpy(), value, *levels)

    def read_names(self, column: str) -> list[str]:
        rows = self.connection.cursor().execute(NAMES.format(column)).fetchall()
        return [name for (name,) in rows]

    def facts(self, period: str) -> dict[str, str]:
        chart = self.series(period)
        latest, before = chart.value[-1], chart.value[-2]
        return {
            "Latest": f"{latest:,.0f}",
            "On the one before": f"{latest - before:+,.0f}",
            "Mean": f"{chart.mean[-1]:,.0f}",
            "Usual range": f"{chart.lower[-1]:,.0f} to {chart.upper[-1]:,.0f}",
        }

    def localities(self, period: str) -> list[tuple[str, str, str]]:
        """Name, latest figure and mean of each."""
        found = []
        for name in self.names("locality"):
            chart = self.series(period, INDICATOR, name)
            found.append((name, f"{chart.value[-1]:,.0f}", f"{chart.mean[-1]:,.0f}"))
        return found

    def strip(self, period: str, count: int) -> list[tuple[str, Chart]]:
        """The series of the first indicators, for small charts."""
        names = self.names("indicator")[:count]
        return [(name, self.series(period, name)) for name in names]
