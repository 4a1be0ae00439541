"""The filters of a reader as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from dscp_data.catalogue import Indicator
from dscp_data.model.periods import MONTHS_IN, PeriodType

ALL = "all"
By = Literal["total", "agency", "locality"]
Audience = Literal["exact", "protected"]


@dataclass(frozen=True)
class Selection:
    """Agencies and localities by id (empty means all), the periods, and the as-of time (UTC).

    `window` is the follow-up in months for areas of concern; None takes the indicator's usual one.
    `audience` has no default: exact figures are never shown because somebody forgot to choose.
    Protected figures are always those of now.
    """

    agencies: tuple[str, ...] = ()
    localities: tuple[str, ...] = ()
    period_type: PeriodType = "month"
    first: date | None = None
    last: date | None = None
    as_of: datetime | None = None
    window: int | None = None
    audience: Audience = field(kw_only=True)

    def with_period_type(self, period_type: PeriodType) -> Selection:
        return replace(self, period_type=period_type)


def display_period_type(indicator: Indicator, wanted: PeriodType) -> tuple[PeriodType, str]:
    """The type of period an indicator can be shown by, and why where it is not the one wanted."""
    if wanted == indicator.frequency:
        return wanted, ""
    if indicator.aggregation == "none":
        return indicator.frequency, (
            f"Shown by {indicator.frequency}. It is not additive: the number for a {wanted} "
            f"is not the sum of its {indicator.frequency}s."
        )
    if MONTHS_IN[wanted] < MONTHS_IN[indicator.frequency]:
        return indicator.frequency, f"Shown by {indicator.frequency}, as it is returned."
    return wanted, ""


def judged_period_type(indicator: Indicator, wanted: PeriodType) -> PeriodType:
    """The type of period by which a table of verdicts shows an indicator: the one it is judged by,
    or a longer one where that is wanted; for distinct counts, the one they are returned by."""
    shown, _ = display_period_type(indicator, wanted)
    if indicator.aggregation == "none":
        return shown
    return max(shown, indicator.judged_by, key=lambda type: MONTHS_IN[type])


def follow_up_window(indicator: Indicator, wanted: int | None) -> int:
    """The follow-up window in months: the one wanted where the indicator offers it."""
    offered = [int(months) for months in indicator.window_months]
    return wanted if wanted in offered else offered[0]
