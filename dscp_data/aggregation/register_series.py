"""Series calculated from registers: areas of concern and the reform plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from dscp_data.aggregation.cohorts import Member, cohort_frame, repeated_members, resolved_members
from dscp_data.aggregation.selection import ALL, By, Selection, follow_up_window
from dscp_data.aggregation.series_totals import FIGURES
from dscp_data.catalogue import Indicator
from dscp_data.model.clock import day_shown, london_from_utc
from dscp_data.model.periods import Period, period_of, periods_between
from dscp_data.store import Store

MATURING = "too early to say: not every concern has been followed up for the whole window"
MEMBERS: dict[str, Callable[[pd.DataFrame], list[Member]]] = {
    "resolved": resolved_members,
    "repeated": repeated_members,
}


def concerns(store: Store, selection: Selection) -> pd.DataFrame:
    """The register of areas of concern as it stood, of the selection's localities."""
    as_of, places = selection.as_of, selection.localities
    register = store.cache.get_or_compute(
        ("concerns", as_of), lambda: store.query("concerns", as_of=as_of, localities=None)
    )
    if not places:
        return register
    return register[register["locality"].isin(places)].reset_index(drop=True)


def actions(store: Store, selection: Selection) -> pd.DataFrame:
    """The reform action plan as it stood."""
    as_of = selection.as_of
    return store.cache.get_or_compute(
        ("actions", as_of), lambda: store.query("actions", as_of=as_of)
    )


def register_series(
    store: Store, indicator: Indicator, selection: Selection, by: By
) -> pd.DataFrame:
    """The series of an indicator that is worked out from a register; empty where none is held.

    A register is nobody's own: whatever agencies are chosen, they are the same.
    """
    asked = (selection.localities, selection.period_type, selection.as_of, selection.window)
    return store.cache.get_or_compute(
        ("derived", indicator.id, by, day_shown(selection.as_of), *asked),
        lambda: figures_of_register(store, indicator, selection, by),
    )


def figures_of_register(
    store: Store, indicator: Indicator, selection: Selection, by: By
) -> pd.DataFrame:
    if indicator.worked_out_from == "concerns":
        return concern_figures(concerns(store, selection), indicator, selection, by)
    return milestone_figures(
        actions(store, selection), indicator, selection, day_shown(selection.as_of)
    )


def concern_figures(
    register: pd.DataFrame, indicator: Indicator, selection: Selection, by: By
) -> pd.DataFrame:
    parts = [
        as_figures(cohorts, indicator.id, place)
        for place, cohorts in concern_cohorts(register, indicator, selection, by).items()
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=FIGURES)


def concern_cohorts(
    register: pd.DataFrame, indicator: Indicator, selection: Selection, by: By = "total"
) -> dict[str, pd.DataFrame]:
    """The cohorts of the register by place ('all', or each locality); see `cohort_frame`."""
    if register.empty:
        return {}
    places = {ALL: register} if by != "locality" else dict(iter(register.groupby("locality")))
    cut_off = register["cut_off"].max().date()
    window = follow_up_window(indicator, selection.window)
    return {
        str(place): cohort_frame(
            MEMBERS[indicator.measure](lines), window, selection.period_type, cut_off
        )
        for place, lines in places.items()
    }


def as_figures(cohorts: pd.DataFrame, indicator: str, place: str) -> pd.DataFrame:
    mature = cohorts["state"] == "mature"
    return pd.DataFrame(
        {
            "indicator": indicator,
            "agency": ALL,
            "locality": place,
            "period_start": cohorts["period_start"],
            "numerator": cohorts["reached"].where(mature, cohorts["reached_so_far"]).astype(float),
            "denominator": cohorts["members"].astype(float),
            "complete": mature,
            "missing": np.where(mature, "", MATURING),
            "provisional": False,
            "composition": "",
            "lower": cohorts["lower"],
            "upper": cohorts["upper"],
        }
    )


def milestone_figures(
    actions: pd.DataFrame, indicator: Indicator, selection: Selection, day: date
) -> pd.DataFrame:
    """The milestones of each whole period up to the reader's day. What happened after the newest
    plan was received is not known yet, so those periods are provisional."""
    if actions.empty:
        return pd.DataFrame(columns=FIGURES)
    known_to = london_from_utc(actions["received_at"].max()).date()
    due = [d.date() for d in actions["due"]]
    completed = [None if pd.isna(d) else d.date() for d in actions["completed"]]
    milestones = list(zip(due, completed, strict=True))
    first = period_of(min(due), selection.period_type)
    last = period_of(max(day, known_to), selection.period_type)
    periods = [p for p in periods_between(first, last) if p.end <= max(day, known_to)]
    count = {"on-time": on_time, "overdue": overdue}[indicator.measure]
    rows = [(p.start, *count(milestones, p)) for p in periods]
    frame = pd.DataFrame(rows, columns=["period_start", "numerator", "denominator"])
    return frame.astype(
        {"period_start": "datetime64[us]", "numerator": float, "denominator": float}
    ).assign(
        indicator=indicator.id,
        agency=ALL,
        locality=ALL,
        complete=True,
        missing="",
        provisional=[p.end > known_to for p in periods],
        composition="",
    )[FIGURES]


def on_time(milestones: list[tuple[date, date | None]], period: Period) -> tuple[int, int]:
    """Milestones due in the period that were complete by their date, of those due."""
    due = [(d, done) for d, done in milestones if period.start <= d <= period.end]
    return sum(done is not None and done <= d for d, done in due), len(due)


def overdue(milestones: list[tuple[date, date | None]], period: Period) -> tuple[int, float]:
    """Milestones past their date and not complete on the period's last day."""
    late = [d for d, done in milestones if d <= period.end and (not done or done > period.end)]
    return len(late), np.nan
