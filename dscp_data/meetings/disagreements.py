"""Evidence that disagrees with what a series shows, by the rule of `summaries.triangulation`: what
the page of an indicator says and what an agenda says are the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dscp_data.summaries.triangulation import Piece, triangulate
from dscp_data.trends import Trend
from dscp_data.trends.finding import describe_status, status


@dataclass(frozen=True)
class Disagreement:
    """A series, the evidence that disagrees with it, and both in words."""

    trend: Trend
    evidence: Piece
    text: str

    @property
    def about(self) -> tuple[str, str, str]:
        return self.trend.indicator.id, self.trend.agency, self.evidence.key


def disagreements(trends: Iterable[Trend], log: pd.DataFrame, day: date) -> list[Disagreement]:
    """The series whose signal and latest rating point opposite ways on a day. `log` is of
    `records.evidence.evidence_log`."""
    beside = (
        (one, triangulate(one.indicator, describe_status(one), status(one), log, day))
        for one in trends
    )
    return [
        Disagreement(trend, known.evidence, known.disagreement)
        for trend, known in beside
        if known.evidence and known.disagreement
    ]


def new_disagreements(
    before: Iterable[Disagreement], now: Iterable[Disagreement]
) -> list[Disagreement]:
    """Those that are new because the signal is, or the evidence, however old that is itself."""
    known = {one.about for one in before}
    return [one for one in now if one.about not in known]
