"""The rows of a trend chart, with tooltips and labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd

from dscp_data.aggregation.completeness import NOT_SENT as NO_FIGURES
from dscp_data.aggregation.completeness import SUPPRESSED_BY_AGENCY
from dscp_data.aggregation.figure_arrays import Columns
from dscp_data.charts.annotations import Annotation, with_annotations
from dscp_data.charts.axes import Scale, every_period, finite, scale_for, spaced
from dscp_data.charts.period_rows import columns_of, over_periods
from dscp_data.model.periods import PeriodType
from dscp_data.model.text import format_number, format_range, format_rounded, value_or_text
from dscp_data.trends.signals import signal_texts

USUAL, COMPLETE = "Usual range", "Complete"
IMPROVEMENT, CONCERN = "Improvement", "Concern"
HIGHER, LOWER = "Higher than usual", "Lower than usual"
NOT_COMPLETE, PROVISIONAL, MATURING = "Not complete", "Provisional", "Maturing"
SMALL = "Small number"
WITHHELD, NOT_SENT = "Suppressed by the agency", "Not sent"
WITHOUT_VALUE = (WITHHELD, NOT_SENT)
LOOKS = (
    USUAL,
    COMPLETE,
    IMPROVEMENT,
    CONCERN,
    HIGHER,
    LOWER,
    PROVISIONAL,
    SMALL,
    NOT_COMPLETE,
    MATURING,
    *WITHOUT_VALUE,
)
DIRECTION_LOOKS = {"improvement": IMPROVEMENT, "concern": CONCERN, "up": HIGHER, "down": LOWER}
LABELLED = {
    "upper": "upper_limit",
    "mean": "mean",
    "lower": "lower_limit",
    "median": "median",
    "target": "target",
}
LABEL_HEIGHT = 17 / 235  # of the plot: a line of 13 px type, and what height 300 leaves the plot
REVISED = "[r]"


@dataclass(frozen=True)
class PointTexts:
    """What is said of a point is made of these columns."""

    look: str
    lower: float
    upper: float
    value: float
    numerator: float
    denominator: float
    value_text: str
    numerator_text: str
    denominator_text: str
    lower_limit: float
    upper_limit: float
    complete: bool
    missing: str
    provisional: bool


POINT_TEXT_COLUMNS = [field.name for field in fields(PointTexts)]


def trend_frame(
    points: pd.DataFrame,
    unit: str,
    period_type: PeriodType,
    scale: Scale | None = None,
    annotations: Sequence[Annotation] = (),
    revised: Sequence[str] = (),
) -> pd.DataFrame:
    """The rows of `trend_rows` as a frame, of points that are one."""
    scale = scale or trend_scale(points, unit)
    columns = columns_of(points)
    return pd.DataFrame(trend_rows(columns, unit, period_type, scale, annotations, revised))


def trend_rows(
    points: Mapping[str, np.ndarray],
    unit: str,
    period_type: PeriodType,
    scale: Scale,
    annotations: Sequence[Annotation] = (),
    revised: Sequence[str] = (),
) -> Columns:
    """One row a period, left-out periods included, with the columns of POINTS and those drawn.

    Added: `period` (as the axis says it), `look` (one of LOOKS, "" where nothing is drawn),
    `baseline` (numbered), `at` (the height of the point: without a value it is on the axis),
    `joined` (the value where the line passes), `value_words`, `base_words`, `range_words`,
    `signal_words`, `complete_words`, `first_words` (what was given before it was revised),
    `in_words`; for each of upper, mean, lower, median and target `…_label` and `…_at`, on the last
    row only; and `annotation` with `annotation_side` and `annotation_row`.
    """
    periods = every_period(points["period_start"], period_type)
    no_label = np.full(len(points["period_start"]), "", dtype=object)
    rows = with_looks(over_periods({**points, "label": no_label}, periods, [""]))
    del rows["label"]
    rows["at"] = np.where(np.isin(rows["look"], WITHOUT_VALUE), scale.low, rows["value"])
    rows = with_words(rows, unit, signal_texts(rows, unit, period_type))
    rows = with_first_values(rows, dict(zip(points["period_start"], revised, strict=False)))
    rows = with_labels(rows, unit, scale)
    return with_annotations(rows, annotations, period_type)


def as_numbers(values: Sequence[float] | np.ndarray) -> np.ndarray:
    return np.asarray(values, dtype=float)


def trend_scale(
    points: pd.DataFrame | Mapping[str, np.ndarray],
    unit: str,
    from_zero: bool = True,
    others: Sequence[float] = (),
) -> Scale:
    """The y axis around values, limits, what is drawn as a range, and `others`. Ranges are the
    bounds of cohorts not yet mature and those of small counts."""
    values, texts = as_numbers(points["value"]), np.asarray(points["numerator_text"])
    is_range = np.isnan(values) | ((texts != "") & ~pd.isna(texts))
    drawn = [as_numbers(points[name]) for name in LABELLED.values()]
    ends = [as_numbers(points[name])[is_range] for name in ("lower", "upper")]
    known, values = finite(values, *drawn, *ends, others), finite(values)
    return scale_for(known, unit == "%", from_zero, whole=bool((values == values.round()).all()))


def looks_of(looks: Iterable[str]) -> tuple[str, ...]:
    """The looks that rows have, in the order of the legend."""
    present = set(looks)
    return tuple(look for look in LOOKS if look in present)


def with_looks(rows: Columns) -> Columns:
    known, complete = ~np.isnan(rows["value"]), rows["complete"]
    bounded = ~known & ~complete & ~np.isnan(rows["lower"]) & ~np.isnan(rows["upper"])
    has_limits = ~np.isnan(rows["lower_limit"]) & ~np.isnan(rows["upper_limit"])
    signals = np.array([DIRECTION_LOOKS.get(one, "") for one in rows["direction"]], dtype=object)
    small = rows["numerator_text"] != ""
    withheld = ~known & (rows["missing"] == SUPPRESSED_BY_AGENCY)
    not_sent = ~known & (rows["missing"] == NO_FIGURES)
    look = np.select(
        [bounded, withheld, not_sent, ~known, ~complete, small, signals != "", rows["provisional"]],
        [MATURING, WITHHELD, NOT_SENT, "", NOT_COMPLETE, SMALL, signals, PROVISIONAL],
        default=np.where(has_limits, USUAL, COMPLETE),
    ).astype(object)
    # A small number is drawn as the range that it is, and in no line.
    value = np.where(look == SMALL, np.nan, rows["value"])
    return {**rows, "look": look, "value": value, "joined": np.where(complete, value, np.nan)}


def with_words(rows: Columns, unit: str, signals: Sequence[str]) -> Columns:
    """`signals` names that of each row, "" where it bears none."""
    parts = zip(*(rows[name].tolist() for name in POINT_TEXT_COLUMNS), strict=True)
    points = [PointTexts(*part) for part in parts]
    values = [value_words(point, unit) for point in points]
    in_words = [
        f"{name}: {', '.join(part for part in (value, look.lower(), signal) if part)}"
        for name, value, look, signal in zip(
            rows["name"], values, rows["look"], signals, strict=True
        )
    ]
    ranges = [between(one.lower_limit, one.upper_limit, unit, one.value) for one in points]
    return rows | {
        "value_words": np.array(values, dtype=object),
        "base_words": np.array([base_words(point) for point in points], dtype=object),
        "range_words": np.array(ranges, dtype=object),
        "signal_words": np.array([signal or "none" for signal in signals], dtype=object),
        "complete_words": np.array([complete_words(point) for point in points], dtype=object),
        "in_words": np.array(in_words, dtype=object),
    }


def value_words(row: PointTexts, unit: str) -> str:
    if row.look == MATURING:
        return f"between {between(row.lower, row.upper, unit)}".replace(" to ", " and ")
    return value_or_text(row.value_text, row.value, unit)


def with_first_values(rows: Columns, revised: Mapping[Any, str]) -> Columns:
    """The mark [r] on revised values, and in `first_words` what was given at first."""
    first = np.array([revised.get(start, "") for start in rows["period_start"]], dtype=object)
    words = np.where(first == "", rows["value_words"], rows["value_words"] + f" {REVISED}")
    return rows | {"first_words": first, "value_words": words}


def base_words(row: PointTexts) -> str:
    numerator, denominator = row.numerator, row.denominator
    if np.isnan(numerator) or np.isnan(denominator):
        return ""
    counted = value_or_text(row.numerator_text, numerator)
    return f"{counted} of {value_or_text(row.denominator_text, denominator)}"


def between(low: float, high: float, unit: str, value: float = np.nan) -> str:
    """ "15% to 22%", true beside a value; "–" where there are no limits."""
    return "–" if np.isnan(low) or np.isnan(high) else format_range(low, high, value, unit)


def complete_words(row: PointTexts) -> str:
    if not row.complete:
        return f"Not complete: {row.missing}" if row.missing else "No figures"
    return "Provisional" if row.provisional else "Complete"


def with_labels(rows: Columns, unit: str, scale: Scale) -> Columns:
    """Labels of mean, limits and target at the right edge, moved apart where they would touch.

    A p chart has no limits where a period is missing, so the height is that of the last known of
    the last baseline.
    """
    baseline = rows["baseline"]
    latest = baseline == baseline.max(initial=0)
    levels = [last_known(rows[column][latest]) for column in LABELLED.values()]
    gap = LABEL_HEIGHT * (scale.high - scale.low)
    heights = spaced(levels, gap, scale.low, scale.high)
    added = dict[str, np.ndarray]()
    for name, value, height in zip(LABELLED, levels, heights, strict=True):
        label, at = np.full(len(baseline), "", dtype=object), np.full(len(baseline), np.nan)
        if len(baseline) and not np.isnan(value):
            label[-1], at[-1] = f"{name} {round_level(value, unit)}", height
        added |= {f"{name}_label": label, f"{name}_at": at}
    return rows | added


def last_known(values: np.ndarray) -> float:
    known = values[~np.isnan(values)]
    return float(known[-1]) if len(known) else np.nan


def round_level(value: float, unit: str) -> str:
    """As `level`, but a median of whole counts stays whole: "5", not "5.0"."""
    return (
        format_number(value, unit, decimals=0)
        if value == round(value)
        else format_rounded(value, unit)
    )
