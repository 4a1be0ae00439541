"""What is new between two as-at times, read from the store for an agenda."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from dscp_data.analysis.funnels import has_funnel
from dscp_data.analysis.locality_standing import (
    LocalityStanding,
    locality_standings,
    new_outliers,
)
from dscp_data.catalogue import Catalogue
from dscp_data.catalogue.deadlines import due_date
from dscp_data.meetings.disagreements import Disagreement, disagreements, new_disagreements
from dscp_data.meetings.revised import RevisedFigure, revised_figures
from dscp_data.model.clock import day_shown, london_from_utc
from dscp_data.records.evidence import evidence_log
from dscp_data.store import Store
from dscp_data.summaries.changes_since import key_of, late_by_agency, signals_between
from dscp_data.summaries.reform_plan import milestones
from dscp_data.summaries.returns_due import due
from dscp_data.trends import Selection, Trend, trends


@dataclass(frozen=True, eq=False)
class Changes:
    """`now` are the series as at the later time. `signals` has the columns of
    `changes_since.SIGNALS`, `late` those of `late_by_agency`, `received_late` those of the query
    `returns` with `due`, and `overdue` those of `milestones`."""

    now: tuple[Trend, ...]
    signals: pd.DataFrame
    outliers: tuple[LocalityStanding, ...]
    late: pd.DataFrame
    received_late: pd.DataFrame
    revised: tuple[tuple[Trend, list[RevisedFigure]], ...]
    overdue: pd.DataFrame
    disagreements: tuple[Disagreement, ...] = ()


def changes_between(store: Store, since: datetime, as_of: datetime) -> Changes:
    """What is new as at a time since another (both UTC), in exact figures."""
    plan = store.plan
    earlier = Selection(as_of=since, audience="exact")
    later = Selection(as_of=as_of, audience="exact")
    before = trends(store, plan.indicators, earlier, as_judged=True)
    now = trends(store, plan.indicators, later, as_judged=True)
    day, since_day = day_shown(as_of), day_shown(since)
    returns = store.query("returns", as_of=as_of)
    return Changes(
        tuple(now),
        signals_between(before, now, plan),
        tuple(new_outliers(standings(store, earlier), standings(store, later))),
        late_by_agency(due(store, day, as_of), plan, since_day),
        received_late(returns, plan, since),
        tuple(revised_between(before, now)),
        overdue_milestones(store, as_of),
        tuple(
            new_disagreements(
                disagreements(before, evidence_log(store, since), since_day),
                disagreements(now, evidence_log(store, as_of), day),
            )
        ),
    )


def standings(store: Store, selection: Selection) -> list[LocalityStanding]:
    """How each locality stands against the others as at a time."""
    shares = [one for one in store.plan.indicators if has_funnel(one)]
    by_locality = trends(store, shares, selection, "locality", as_judged=True)
    return list(locality_standings(by_locality, store.plan).values())


def received_late(returns: pd.DataFrame, plan: Catalogue, since: datetime) -> pd.DataFrame:
    """The returns accepted since a time that were received after their newest figure was due, with
    `due`. A return that brings figures up to date later is late for none of them."""
    standing = returns[
        (returns["accepted_at"] > since)
        & (returns["state"] == "accepted")
        & returns["last_period"].notna()
        & returns["agency"].notna()
    ]
    due_on = [due_date(day.date(), plan.partnership) for day in standing["last_period"]]
    received = [london_from_utc(at.to_pydatetime()).date() for at in standing["received_at"]]
    late = [at > by for at, by in zip(received, due_on, strict=True)]
    first = ~standing.duplicated(["agency", "last_period"])
    return standing.assign(due=due_on)[pd.Series(late, index=standing.index, dtype=bool) & first]


def revised_between(
    before: Iterable[Trend], now: Iterable[Trend]
) -> list[tuple[Trend, list[RevisedFigure]]]:
    """The series with figures that were revised, each with which."""
    then = {key_of(one): one for one in before}
    pairs = [(one, revised_figures(then[key_of(one)], one)) for one in now if key_of(one) in then]
    return [(one, figures) for one, figures in pairs if figures]


def overdue_milestones(store: Store, as_of: datetime) -> pd.DataFrame:
    """The milestones that are overdue on the day of a time, the longest overdue first."""
    actions = store.query("actions", as_of=as_of)
    if actions.empty:
        return actions
    found = milestones(actions, store.plan, day_shown(as_of))
    return found[found["progress"] == "Overdue"].sort_values("due", ignore_index=True)
