"""The target and baselines that apply to each series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from dscp_data.aggregation.figure_arrays import Columns
from dscp_data.aggregation.selection import ALL, Selection
from dscp_data.catalogue import Indicator
from dscp_data.model.periods import add_months
from dscp_data.settings import (
    Scope,
    Setting,
    points_of_limits,
    settings_of,
    starts_of_baselines,
    targets_at,
)
from dscp_data.settings.scope import scope_of


def annotations_of(points: pd.DataFrame, settings: Iterable[Setting]) -> list[tuple[date, str]]:
    """What a chart says over its points: notes on their days, and where a new baseline starts."""
    notes = [(one.day, format_note(one)) for one in settings if one.kind == "note"]
    starts = points.loc[points["rebased"].eq(True), ["period_start", "composition"]]
    rebased = [
        (one.period_start.date(), one.composition or "New baseline") for one in starts.itertuples()
    ]
    fixed = [
        (add_months(one.day, int(one.value)), "Range fixed before this")
        for one in settings
        if one.kind == "baseline" and one.value is not None
    ]
    shown = set(points["period_start"].dt.date)
    return notes + rebased + [one for one in fixed if one[0] in shown]


def format_note(note: Setting) -> str:
    """As "Form: new form and training", or its text alone where nobody said what it is about."""
    return f"{note.note_kind.capitalize()}: {note.text}" if note.note_kind else note.text


class AppliedSettings(NamedTuple):
    """Whose figures a series adds up, and what was set for it."""

    scope: Scope
    settings: tuple[Setting, ...]


def applicable_settings(
    indicator: Indicator,
    agency: str,
    locality: str,
    selection: Selection,
    settings: Iterable[Setting],
) -> AppliedSettings:
    """What was set for a series, going by its key and by what the reader chose."""
    scope = scope_of(
        indicator,
        None if agency == ALL else agency,
        None if locality == ALL else locality,
        selection.agencies,
        selection.localities,
    )
    return AppliedSettings(scope, settings_of(settings, indicator, scope))


def with_settings(
    points: Columns, spans: Sequence[slice], own: Sequence[AppliedSettings]
) -> Columns:
    """Adds target (NaN where none applies), rebased (where a new baseline starts, by a setting or
    because agencies joined or left) and limits_from (whether limits rest on the point)."""
    starts = points["period_start"]
    target = np.full(len(starts), np.nan)
    rebased = np.zeros(len(starts), dtype=bool)
    for span, own_settings in zip(spans, own, strict=True):
        if own_settings.settings:
            target[span] = targets_at(own_settings.settings, starts[span])
            rebased[span] = starts_of_baselines(own_settings.settings, starts[span])
    rebased |= points["composition"] != ""
    rests = np.ones(len(starts), dtype=bool)
    for span, own_settings in zip(spans, own, strict=True):
        if own_settings.settings:
            rests[span] = points_of_limits(own_settings.settings, starts[span], rebased[span])
    return {**points, "target": target, "rebased": rebased, "limits_from": rests}
