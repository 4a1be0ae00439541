"""The rows of a trend chart, with tooltips and labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dscp_data.aggregation.completeness import NOT_SENT as NO_FIGURES
from dscp_data.aggregation.completeness import SUPPRESSED_BY_AGENCY
from dscp_data.charts.annotations import Annotation, with_annotations
from dscp_data.charts.axes import Scale, every_period, finite, scale_for, spaced
from dscp_data.model.periods import Period, PeriodType
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
POINT_TEXT_COLUMNS = [
    *("look", "lower", "upper", "value", "numerator", "denominator"),
    *("value_text", "numerator_text", "denominator_text"),
    *("lower_limit", "upper_limit", "complete", "missing", "provisional"),
]
IN_WORDS = ("value_text", "numerator_text", "denominator_text")
LABEL_HEIGHT = 17 / 235  # of the plot: a line of 13 px type, and what height 300 leaves the plot
REVISED = "[r]"


def trend_frame(
    points: pd.DataFrame,
    unit: str,
    period_type: PeriodType,
    scale: Scale | None = None,
    annotations: Sequence[Annotation] = (),
    revised: Sequence[str] = (),
) -> pd.DataFrame:
    """One row a period, left-out periods included, with the columns of POINTS and those drawn.

    Added: `period` (as the axis says it), `look` (one of LOOKS, "" where nothing is drawn),
    `baseline` (numbered), `at` (the height of the point: without a value it is on the axis),
    `joined` (the value where the line passes), `value_words`, `base_words`, `range_words`,
    `signal_words`, `complete_words`, `first_words` (what was given before it was revised),
    `in_words`; for each of upper, mean, lower, median and target `…_label` and `…_at`, on the last
    row only; and `annotation` with `annotation_side` and `annotation_row`.
    """
    scale = scale or trend_scale(points, unit)
    rows = with_every_period(points, period_type)
    rows = with_looks(rows)
    rows["at"] = rows["value"].mask(rows["look"].isin(WITHOUT_VALUE), scale.low)
    rows = with_words(rows, unit, signal_texts(rows, unit, period_type))
    rows = with_first_values(rows, dict(zip(points["period_start"], revised, strict=False)))
    rows = with_labels(rows, unit, scale)
    return with_annotations(rows, annotations, period_type)


def trend_scale(
    points: pd.DataFrame, unit: str, from_zero: bool = True, others: Sequence[float] = ()
) -> Scale:
    """The y axis around values, limits, what is drawn as a range, and `others`. Ranges are the
    bounds of cohorts not yet mature and those of small counts."""
    ranges = points[points["value"].isna() | (points["numerator_text"].fillna("") != "")]
    drawn = [points[name] for name in ["value", *LABELLED.values()]]
    also = pd.Series(others, dtype=float)
    known = finite(*drawn, ranges["lower"], ranges["upper"], also)
    values = finite(points["value"])
    return scale_for(known, unit == "%", from_zero, whole=bool((values == values.round()).all()))


def looks_of(rows: pd.DataFrame) -> tuple[str, ...]:
    """The looks that a frame holds, in the order of the legend."""
    present = set(rows["look"])
    return tuple(look for look in LOOKS if look in present)


def with_every_period(points: pd.DataFrame, period_type: PeriodType) -> pd.DataFrame:
    """Left-out periods as rows without a value, so that they take their room and break the line."""
    periods = every_period(points["period_start"], period_type)
    return over_periods(points.assign(label=""), periods, [""]).drop(columns="label")


# The range behind a protected figure, which decides its signal: no chart sends it to a browser.
NOT_DRAWN = ["composed", "lowest", "highest"]


def over_periods(
    points: pd.DataFrame, periods: Sequence[Period], labels: Sequence[str]
) -> pd.DataFrame:
    """The points of several series, told apart by `label`: each over all the periods, in order."""
    starts = np.array([p.start for p in periods], dtype="datetime64[us]")
    label = pd.Index(labels).get_indexer(points["label"])
    place = label * len(starts) + np.searchsorted(starts, points["period_start"].to_numpy())
    row_of = np.full(len(labels) * len(starts), -1)
    row_of[place] = np.arange(len(points))
    drawn = points.drop(columns=NOT_DRAWN, errors="ignore")
    rows = drawn.reset_index(drop=True).reindex(row_of).reset_index(drop=True)
    rows["label"] = np.repeat(np.array(labels, dtype=object), len(starts))
    rows["period_start"] = np.tile(starts, len(labels))
    rows["period"] = [p.short_name for p in periods] * len(labels)
    rows["name"] = [p.name for p in periods] * len(labels)
    for column in ("complete", "provisional", "rebased", "stale"):
        rows[column] = rows[column].eq(True)
    rows["baseline"] = rows.groupby("label", sort=False)["rebased"].cumsum()
    for column in ("missing", "signal", "side", "direction", *IN_WORDS):
        rows[column] = rows[column].fillna("")
    return rows


def with_looks(rows: pd.DataFrame) -> pd.DataFrame:
    known, complete = rows["value"].notna(), rows["complete"]
    bounded = ~known & ~complete & rows["lower"].notna() & rows["upper"].notna()
    usual = np.where(rows["lower_limit"].notna() & rows["upper_limit"].notna(), USUAL, COMPLETE)
    signals = rows["direction"].map(DIRECTION_LOOKS).fillna("")
    small = rows["numerator_text"] != ""
    withheld = ~known & (rows["missing"] == SUPPRESSED_BY_AGENCY)
    not_sent = ~known & (rows["missing"] == NO_FIGURES)
    look = np.select(
        [bounded, withheld, not_sent, ~known, ~complete, small, signals != "", rows["provisional"]],
        [MATURING, WITHHELD, NOT_SENT, "", NOT_COMPLETE, SMALL, signals, PROVISIONAL],
        default=usual,
    )
    number = rows["value"].mask(look == SMALL)  # drawn as the range that it is, and in no line
    return rows.assign(look=look, value=number, joined=number.where(complete))


def with_words(rows: pd.DataFrame, unit: str, signals: Sequence[str]) -> pd.DataFrame:
    """`signals` names that of each row, "" where it bears none."""
    texts = [
        (
            value_words(row, unit),
            base_words(row),
            between(row.lower_limit, row.upper_limit, unit, row.value),
            signal,
            complete_words(row),
        )
        for row, signal in zip(rows[POINT_TEXT_COLUMNS].itertuples(), signals, strict=True)
    ]
    names = ["value_words", "base_words", "range_words", "signal_words", "complete_words"]
    words = pd.DataFrame(texts, columns=names, index=rows.index)
    in_words = [
        f"{name}: {', '.join(part for part in (one.value_words, look.lower(), signal) if part)}"
        for name, look, signal, one in zip(
            rows["name"], rows["look"], signals, words.itertuples(), strict=True
        )
    ]
    words["signal_words"] = words["signal_words"].replace("", "none")
    return rows.join(words).assign(in_words=in_words)


def value_words(row: Any, unit: str) -> str:
    if row.look == MATURING:
        return f"between {between(row.lower, row.upper, unit)}".replace(" to ", " and ")
    return value_or_text(row.value_text, row.value, unit)


def with_first_values(rows: pd.DataFrame, revised: Mapping[Any, str]) -> pd.DataFrame:
    """The mark [r] on revised values, and in `first_words` what was given at first."""
    texts = [revised.get(start, "") for start in rows["period_start"]]
    first = pd.Series(texts, index=rows.index, dtype=str)
    return rows.assign(
        first_words=first,
        value_words=rows["value_words"].where(first == "", rows["value_words"] + f" {REVISED}"),
    )


def base_words(row: Any) -> str:
    numerator, denominator = row.numerator, row.denominator
    if np.isnan(numerator) or np.isnan(denominator):
        return ""
    counted = value_or_text(row.numerator_text, numerator)
    return f"{counted} of {value_or_text(row.denominator_text, denominator)}"


def between(low: float, high: float, unit: str, value: float = np.nan) -> str:
    """ "15% to 22%", true beside a value; "–" where there are no limits."""
    return "–" if np.isnan(low) or np.isnan(high) else format_range(low, high, value, unit)


def complete_words(row: Any) -> str:
    if not row.complete:
        return f"Not complete: {row.missing}" if row.missing else "No figures"
    return "Provisional" if row.provisional else "Complete"


def with_labels(rows: pd.DataFrame, unit: str, scale: Scale) -> pd.DataFrame:
    """Labels of mean, limits and target at the right edge, moved apart where they would touch.

    A p chart has no limits where a period is missing, so the height is that of the last known of
    the last baseline.
    """
    latest = rows[rows["baseline"] == rows["baseline"].max()]
    values = [latest[column].dropna() for column in LABELLED.values()]
    levels = [column.iloc[-1] if len(column) else np.nan for column in values]
    gap = LABEL_HEIGHT * (scale.high - scale.low)
    heights = spaced(levels, gap, scale.low, scale.high)
    last = np.arange(len(rows)) == len(rows) - 1
    added: dict[str, np.ndarray] = {}
    for name, value, height in zip(LABELLED, levels, heights, strict=True):
        known = last & (not np.isnan(value))
        added[f"{name}_label"] = np.where(
            known, "" if np.isnan(value) else f"{name} {round_level(value, unit)}", ""
        )
        added[f"{name}_at"] = np.where(known, height, np.nan)
    return rows.assign(**added)


def round_level(value: float, unit: str) -> str:
    """As `level`, but a median of whole counts stays whole: "5", not "5.0"."""
    return (
        format_number(value, unit, decimals=0)
        if value == round(value)
        else format_rounded(value, unit)
    )
