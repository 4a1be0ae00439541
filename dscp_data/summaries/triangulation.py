"""An indicator's number, its latest evidence and the child's voice, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dscp_data.catalogue import Indicator
from dscp_data.model.text import format_date
from dscp_data.summaries.evidence_log import CHILD_VOICE

GOOD = ("outstanding", "good")
POOR = ("requires improvement", "inadequate")
RECENT_DAYS = 365


@dataclass(frozen=True)
class Piece:
    """A piece of evidence, as it is shown beside a number."""

    key: str
    date: date
    agency: str
    type: str
    finding: str
    rating: str


@dataclass(frozen=True)
class Triangulation:
    """`number` is the finding of the indicator's series, `status` its signal. `evidence` is the
    latest that rates the indicator, or else the latest that names it, and `voice` the latest of the
    child's voice on it. `disagreement` says in words where they do not agree, or is ""."""

    indicator: str
    number: str
    status: str
    evidence: Piece | None
    voice: Piece | None
    disagreement: str

    @property
    def has_disagreement(self) -> bool:
        return bool(self.disagreement)


def triangulate(
    indicator: Indicator, number: str, status: str, log: pd.DataFrame, day: date
) -> Triangulation:
    """Bring together what is known of an indicator on a day. `status` is that of `finding.status`;
    `log` is of `records.evidence.evidence_log`."""
    own = pieces(log, indicator.id)
    others = [one for one in own if one.type != CHILD_VOICE]
    evidence = latest(one for one in others if one.rating) or latest(others)
    voice = latest(one for one in own if one.type == CHILD_VOICE)
    disagreement = describe_disagreement(indicator, status, evidence, day)
    return Triangulation(indicator.id, number, status, evidence, voice, disagreement)


def pieces(log: pd.DataFrame, indicator: str = "") -> list[Piece]:
    """The entries of a log, in its order; with an indicator, those that name it."""
    days = log["date"].to_numpy().astype("datetime64[D]").tolist()
    texts = (log[column].tolist() for column in ("agency", "type", "finding", "rating"))
    entries = zip(log["indicators"], log["key"], days, *texts, strict=True)
    return [Piece(*entry) for named, *entry in entries if not indicator or indicator in named]


def latest(found: Iterable[Piece]) -> Piece | None:
    """The newest; of several of one day, the first."""
    return max(found, key=lambda one: one.date, default=None)


def describe_disagreement(
    indicator: Indicator, status: str, evidence: Piece | None, day: date
) -> str:
    """Where a rating of the last year and the signal point opposite ways; "" where they do not.

    Only a signal and a rating can disagree: a number in its usual range says neither that all is
    well nor that it is not. The direction of a neutral indicator is neither good nor bad.
    """
    if evidence is None or (day - evidence.date).days > RECENT_DAYS:
        return ""
    rating = evidence.rating.casefold()
    when = format_date(evidence.date)
    if status == "improvement" and rating in POOR:
        return (
            f"The figures of {indicator.id} {indicator.short_name} improve, but the evidence of "
            f"{when} is rated “{evidence.rating}”."
        )
    if status == "concern" and rating in GOOD:
        return (
            f"The figures of {indicator.id} {indicator.short_name} are a concern, but the evidence "
            f"of {when} is rated “{evidence.rating}”."
        )
    return ""
