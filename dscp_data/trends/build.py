"""Builds the trends of a selection: totals, values, settings and limits, for all series at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise

import numpy as np
import pandas as pd

from dscp_data.aggregation.agency_totals import SERIES
from dscp_data.aggregation.figure_arrays import Columns, rows_of
from dscp_data.aggregation.register_series import register_series
from dscp_data.aggregation.selection import (
    ALL,
    By,
    Selection,
    display_period_type,
    follow_up_window,
    judged_period_type,
)
from dscp_data.aggregation.series_totals import FIGURES, series_totals
from dscp_data.catalogue import Indicator
from dscp_data.disclosure.protected_cube import refresh_protected
from dscp_data.disclosure.protected_series import is_publishable, protected_figures
from dscp_data.model.periods import PERIOD_TYPES, PeriodType, period_of
from dscp_data.settings import Setting, settings_at
from dscp_data.statistics import chart_for
from dscp_data.store import Store
from dscp_data.trends.applied_settings import applicable_settings, with_settings
from dscp_data.trends.certain_signals import with_certain_signals
from dscp_data.trends.displayed_values import for_audience, protected_chart_choice
from dscp_data.trends.month_effects import effects_of
from dscp_data.trends.staleness import newest_day, stale_series
from dscp_data.trends.trend import NOT_BY_LOCALITY, NOT_SHOWN, POINTS, Trend
from dscp_data.trends.values import choose_charts, complete_values, with_limits, with_values
from dscp_data.trends.withheld_verdicts import with_due_signals

Types = Mapping[str, PeriodType]  # by what type of period each indicator is shown, by its id


def trends(
    store: Store,
    indicators: Iterable[Indicator],
    selection: Selection,
    by: By = "total",
    *,
    as_judged: bool = False,
) -> list[Trend]:
    """The series of each indicator, in order: one in total, or one an agency or a locality.

    `as_judged` shows each by the type of period it is judged by, or a longer one where the reader
    chose it. An indicator whose agencies may count the same child twice has one series an agency
    whatever is asked. An indicator without figures has one empty series.
    """
    wanted, settings = list(indicators), settings_for(store, selection)
    wanted_type = selection.period_type
    types = {
        i.id: judged_period_type(i, wanted_type)
        if as_judged
        else display_period_type(i, wanted_type)[0]
        for i in wanted
    }
    figures = filter_periods(
        figures_for_audience(store, wanted, types, selection, by), types, selection
    )
    found: dict[str, list[Trend]] = {}
    by_id, newest = {i.id: i for i in wanted}, newest_day(store, selection)
    for one in build_series(figures, by_id, types, selection, settings, newest):
        found.setdefault(one.indicator.id, []).append(one)
    return [
        trend
        for indicator in wanted
        for trend in found.get(indicator.id) or [empty_trend(store, indicator, selection, settings)]
    ]


def settings_for(store: Store, selection: Selection) -> list[Setting]:
    """What was set; a wider audience has targets and baselines, but no notes: their words may
    name a child."""
    found = settings_at(store, selection.as_of)
    if selection.audience == "exact":
        return list(found)
    return [setting for setting in found if setting.kind != "note"]


def trend(store: Store, indicator: Indicator, selection: Selection) -> list[Trend]:
    return trends(store, [indicator], selection)


def figures_for_audience(
    store: Store, indicators: Sequence[Indicator], types: Types, selection: Selection, by: By
) -> pd.DataFrame:
    """Figures from the registers where they are held, and from returns otherwise, each indicator's
    by its type of period.

    A wider audience has protected figures only.
    """
    if selection.audience == "protected":
        return protected_by_period_type(store, indicators, types, selection, by)
    derived = {
        i.id: register_series(store, i, selection.with_period_type(types[i.id]), by)
        for i in indicators
        if i.worked_out_from != "returns"
    }
    returned = [i for i in indicators if i.id not in derived or derived[i.id].empty]
    parts = [series_totals(store, returned, types, selection, by), *derived.values()]
    filled = [part for part in parts if len(part)]
    if not filled:
        return pd.DataFrame(columns=FIGURES)
    together = pd.concat(filled, ignore_index=True)
    return (
        together.sort_values([*SERIES, "period_start"], ignore_index=True) if derived else together
    )


def protected_by_period_type(
    store: Store, indicators: Sequence[Indicator], types: Types, selection: Selection, by: By
) -> pd.DataFrame:
    refresh_protected(store, [one for one in indicators if is_publishable(one)])
    parts = [
        protected_figures(store, those, selection.with_period_type(type), by)
        for type in PERIOD_TYPES
        if (those := [i for i in indicators if types[i.id] == type])
    ]
    filled = [part for part in parts if len(part)]
    if not filled:
        return parts[0]
    exact = series_totals(store, indicators, types, selection, by)
    return with_composition(pd.concat(filled, ignore_index=True), exact)


def with_composition(figures: pd.DataFrame, exact: pd.DataFrame) -> pd.DataFrame:
    """Which agencies joined or left each period of protected figures: it is no figure, and exact
    ones start a segment there."""
    key = [*SERIES, "period_start"]
    changed = exact.loc[exact["composition"] != "", [*key, "composition"]]
    found = figures[key].merge(changed, on=key, how="left")["composition"].fillna("")
    return figures.assign(composition=found.to_numpy())


def filter_periods(figures: pd.DataFrame, types: Types, selection: Selection) -> pd.DataFrame:
    """The rows of the periods that the reader chose; a period begun is shown whole."""
    starts = figures["period_start"]
    keep = pd.Series(True, index=figures.index)
    if selection.first:
        begun = {id: period_of(selection.first, type).start for id, type in types.items()}
        keep &= starts >= pd.to_datetime(figures["indicator"].map(begun))
    if selection.last:
        keep &= starts <= pd.Timestamp(selection.last)
    return figures if keep.all() else figures[keep].reset_index(drop=True)


def build_series(
    figures: pd.DataFrame,
    indicators: dict[str, Indicator],
    types: Types,
    selection: Selection,
    settings: Iterable[Setting] = (),
    newest: date | None = None,
) -> list[Trend]:
    """A trend for each series of a frame of figures; `newest` is the last day that the
    reader's figures go to, from all agencies."""
    if figures.empty:
        return []
    columns = {str(name): figures[name].to_numpy() for name in figures}
    points = for_audience(with_values(columns, indicators), indicators, selection.audience)
    series = series_numbers(points)
    starts = np.flatnonzero(np.diff(series, prepend=-1))
    spans = [slice(*ends) for ends in pairwise([*starts.tolist(), len(series)])]
    keys = list(zip(*(points[name][starts] for name in SERIES), strict=True))
    own = [
        applicable_settings(indicators[id], a, place, selection, settings) for id, a, place in keys
    ]
    points = with_settings(points, spans, own)
    monthly = {id for id, type in types.items() if type == "month"}
    judged = {id for id, type in types.items() if type == indicators[id].judged_by}
    choices = choose_charts(points, [indicators[id] for id, _, _ in keys], spans)
    if selection.audience == "protected":
        choices = [
            protected_chart_choice(choice, rows_of(points, span))
            for choice, span in zip(choices, spans, strict=True)
        ]
    charts = np.array([choice.chart for choice in choices])[series]
    effects = effects_of(
        points,
        [indicators[id] for id, _, _ in keys],
        [choice.chart for choice in choices],
        spans,
        complete_values(points),
        monthly if selection.audience == "exact" else set(),
    )
    limited = with_limits({**points, "effect": effects}, indicators, charts, series)
    if selection.audience == "protected":
        limited = with_certain_signals(limited, indicators, spans)
    limited = with_due_signals(
        limited,
        keys,
        spans,
        indicators,
        by_month=monthly,
        judged=judged,
        is_rounded=selection.audience == "protected",
    )
    stale = stale_series(limited, [indicators[id] for id, _, _ in keys], types, spans, newest)
    named = {**limited, "name": period_names(limited, types), "stale": stale}
    return [
        Trend(
            indicators[id],
            agency,
            locality,
            types[id],
            {name: named[name][span] for name in POINTS},
            choice,
            display_period_type(indicators[id], selection.period_type)[1],
            selection.audience,
            follow_up_shown(indicators[id], selection),
            *own_line,
        )
        for (id, agency, locality), span, choice, own_line in zip(
            keys, spans, choices, own, strict=True
        )
    ]


def empty_trend(
    store: Store, indicator: Indicator, selection: Selection, settings: Iterable[Setting] = ()
) -> Trend:
    period_type, note = display_period_type(indicator, selection.period_type)
    columns = {name: np.array([]) for name in POINTS}
    choice = chart_for([], kind=indicator.kind)
    window = follow_up_shown(indicator, selection)
    if selection.audience == "protected" and not is_publishable(indicator):
        note = NOT_SHOWN
    elif selection.localities and not is_by_locality(store, indicator, selection.as_of):
        note = NOT_BY_LOCALITY
    own = applicable_settings(indicator, ALL, ALL, selection, settings)
    return Trend(
        indicator,
        ALL,
        ALL,
        period_type,
        columns,
        choice,
        note,
        selection.audience,
        window,
        *own,
    )


def is_by_locality(store: Store, indicator: Indicator, as_of: datetime | None) -> bool:
    """Whether figures of an indicator are given for districts, and not for the whole area only."""
    if indicator.worked_out_from != "returns":
        return indicator.worked_out_from == "concerns"
    districts = [place.id for place in store.plan.localities if place.kind == "district"]
    by_district = store.cache.get_or_compute(
        ("by locality", as_of),
        lambda: set(store.query("by_locality", as_of=as_of, localities=districts)["indicator"]),
    )
    return indicator.id in by_district


def follow_up_shown(indicator: Indicator, selection: Selection) -> int | None:
    return follow_up_window(indicator, selection.window) if indicator.window_months else None


def series_numbers(points: Columns) -> np.ndarray:
    """The number of each row's series, from 0; the rows of a series follow each other."""
    changes = [points[name][1:] != points[name][:-1] for name in SERIES]
    return np.concatenate([[0], np.cumsum(np.any(changes, axis=0))])


def period_names(points: Columns, types: Types) -> np.ndarray:
    """The name of each point's period; every period is named once."""
    starts = points["period_start"]
    kinds = np.array([types[id] for id in points["indicator"]], dtype=object)
    names = np.full(len(starts), "", dtype=object)
    for kind in set(types.values()):
        rows = kinds == kind
        days, place = np.unique(starts[rows], return_inverse=True)
        labels = [period_of(day.item(), kind).name for day in days.astype("datetime64[D]")]
        names[rows] = np.array(labels, dtype=object)[place]
    return names
