"""Assurance: the limits of the last final point compared with its target.

Source: NHS England Making Data Count. The chart, the table and the sentence all read the same
trend, so they cannot differ. The limits are those of an average month, whatever the time of year.
"""

from __future__ import annotations

import numpy as np

from dscp_data.model.text import format_as_set
from dscp_data.statistics import AssuranceWord, assurance_within, opened
from dscp_data.trends.trend import Trend

ASSURANCE_WORDS: dict[AssuranceWord, str] = {
    "consistently passes": "Consistently passes",
    "hit and miss": "Hit and miss",
    "consistently fails": "Consistently fails",
    "": "",
}


def assurance_of(trend: Trend) -> AssuranceWord:
    """The assurance icon's word; "" without a target, limits or a polarity."""
    point = trend.judged
    if point is None:
        return ""
    limits = opened(
        point.lower_limit - point.effect,
        point.upper_limit - point.effect,
        point.lower_clamped,
        point.upper_clamped,
    )
    return assurance_within(*limits, point.target, trend.indicator.polarity)


def format_target(trend: Trend) -> str:
    """The target of the last complete point: "20% or less", "300 or more"; "" without one."""
    latest = trend.latest
    if latest is None or np.isnan(latest.target):
        return ""
    better = {"higher": " or more", "lower": " or less", "neutral": ""}
    return format_as_set(latest.target, trend.indicator.unit) + better[trend.indicator.polarity]


def describe_assurance(trend: Trend) -> str:
    """What the assurance icon means here, as a sentence; "" without one."""
    target = format_target(trend)
    if trend.latest is None or not np.isfinite(trend.latest.target):
        return ""
    sentences: dict[AssuranceWord, str] = {
        "consistently passes": f"If nothing changes, it will keep meeting the target of {target}.",
        "consistently fails": f"If nothing changes, it will keep missing the target of {target}.",
        "hit and miss": (
            f"If nothing changes, it will meet the target of {target} in some {trend.period_type}s "
            "and miss it in others."
        ),
        "": f"The target is {target}.",
    }
    return sentences[assurance_of(trend)]
