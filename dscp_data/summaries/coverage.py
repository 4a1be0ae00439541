"""Coverage of the plan: every objective with its newest figure, its evidence, and its gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import pandas as pd

from dscp_data.catalogue import Catalogue, Outcome
from dscp_data.model.text import pluralise
from dscp_data.records.evidence import evidence_log
from dscp_data.records.plan_edits import plan_at
from dscp_data.store import Store
from dscp_data.trends import Selection, trends

Gap = Literal["", "measure", "evidence", "both"]
GAP_WORDS: dict[Gap, str] = {
    "": "",
    "measure": "No figure",
    "evidence": "No evidence",
    "both": "No figure and no evidence",
}


@dataclass(frozen=True)
class Objective:
    """A line of the plan: an indicator under an outcome. `outcome` is "" for an indicator that has
    none; `indicator` is None for an outcome that has no indicator.

    `newest_period` is the first day of the newest period with a figure. Evidence bears on a line
    where it names the indicator, or names no indicator and the outcome; `named` is how much names
    the indicator. `by_type` counts it by the id of its type.
    """

    priority: str
    outcome: str
    indicator: str | None
    wording: str
    newest_period: date | None
    evidence: int
    named: int
    by_type: tuple[tuple[str, int], ...]
    newest_evidence: date | None

    @property
    def gap(self) -> Gap:
        if self.newest_period is None:
            return "measure" if self.evidence else "both"
        return "" if self.evidence else "evidence"


def coverage(store: Store, as_of: datetime | None = None) -> list[Objective]:
    """The objectives of the plan in its order, as at a time (UTC; None is now)."""
    return objectives(
        plan_at(store, as_of), newest_periods(store, as_of), evidence_log(store, as_of)
    )


def newest_periods(store: Store, as_of: datetime | None) -> dict[str, date]:
    """By indicator, the first day of the newest period with a figure. Of one that is worked out
    from a register, the newest with a value."""
    returned = store.query("newest_figures", as_of=as_of)
    newest = {row.indicator: row.newest.date() for row in returned.itertuples()}
    selection = Selection(as_of=as_of, audience="exact")
    for indicator in store.plan.indicators:
        if indicator.worked_out_from == "returns":
            continue
        (trend,) = trends(store, [indicator], selection, as_judged=True)
        known = trend.columns["period_start"][~pd.isna(trend.columns["value"])]
        if len(known):
            newest[indicator.id] = pd.Timestamp(known[-1]).date()
    return newest


def objectives(plan: Catalogue, newest: Mapping[str, date], log: pd.DataFrame) -> list[Objective]:
    found = []
    for priority in plan.priorities:
        own = plan.indicators_of(priority.id)
        for outcome in plan.outcomes_of(priority.id):
            lines: list[str | None] = [one.id for one in own if outcome.id in one.outcomes]
            found += [line(plan, log, newest, priority.id, outcome, id) for id in lines or [None]]
        # An indicator of the priority whose outcomes are none of its own.
        ids = {one.id for one in plan.outcomes_of(priority.id)}
        rest = [one.id for one in own if ids.isdisjoint(one.outcomes)]
        found += [line(plan, log, newest, priority.id, None, id) for id in rest]
    return found


def line(
    plan: Catalogue,
    log: pd.DataFrame,
    newest: Mapping[str, date],
    priority: str,
    outcome: Outcome | None,
    indicator: str | None,
) -> Objective:
    names = log["indicators"].map(lambda ids: indicator in ids).astype(bool)
    general = log["indicators"].map(len) == 0
    about, column = (outcome.id, "outcomes") if outcome else (priority, "priorities")
    bears = names | (general & log[column].map(lambda ids: about in ids).astype(bool))
    own = log[bears]
    return Objective(
        priority,
        outcome.id if outcome else "",
        indicator,
        plan.indicator(indicator).plan_wording if indicator else "",
        newest.get(indicator) if indicator else None,
        len(own),
        int(names.sum()),
        tuple(sorted(Counter(own["type"]).items())),
        None if own.empty else own["date"].max().date(),
    )


def describe_coverage(found: Iterable[Objective]) -> str:
    """As "12 of 140 objectives have no figure or no evidence; 3 have neither"."""
    found = list(found)
    gaps = Counter(one.gap for one in found)
    in_all, missing = gaps.total(), gaps.total() - gaps[""]
    if not missing:
        general = len({one.indicator for one in found if one.indicator and not one.named})
        only = (
            f"; for {pluralise(general, 'measure')} it is about the outcome only" if general else ""
        )
        return f"Every objective has a figure and evidence{only}"
    neither = f"; {gaps['both']} have neither" if gaps["both"] else ""
    return f"{missing} of {in_all} objectives have no figure or no evidence{neither}"
