"""Evidence that disagrees with what a series shows: an audit that asks for improvement where the
figures improved, or one that is good where they are a concern."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dscp_data.summaries.triangulation import GOOD, POOR
from dscp_data.trends import ALL, Trend
from dscp_data.trends.finding import status

DISAGREES = {"improvement": POOR, "concern": GOOD}
"""The ratings that disagree with each status of a series."""


@dataclass(frozen=True)
class Disagreement:
    """A piece of evidence, with the series of its indicator."""

    trend: Trend
    rating: str
    finding: str
    day: date


def disagreements(
    evidence: pd.DataFrame, trends: Iterable[Trend], since: date
) -> list[Disagreement]:
    """The evidence dated after a day whose rating disagrees with the total of its indicator.

    `evidence` has the columns of the query `evidence`.
    """
    totals = {one.indicator.id: one for one in trends if one.agency == ALL}
    return [
        Disagreement(totals[row.indicator], row.rating, row.finding, row.date.date())
        for row in evidence.itertuples()
        if row.indicator in totals
        and row.date.date() > since
        and str(row.rating).strip().lower() in DISAGREES.get(status(totals[row.indicator]), ())
    ]
