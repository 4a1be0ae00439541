"""The facts of a trend's last complete point, for the page, the pack and the meeting alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dscp_data.model.text import value_or_text
from dscp_data.trends.assurance import format_target
from dscp_data.trends.finding import describe_change, describe_usual_range, format_point
from dscp_data.trends.trend import Trend


@dataclass(frozen=True)
class Fact:
    """A label and its value in words: "Usual range", "15% to 22%"."""

    label: str
    value: str


def facts_of(trend: Trend) -> tuple[Fact, ...]:
    """Latest value, count and base, change on a year, usual range, target; () without a point."""
    latest = trend.latest
    if latest is None:
        return ()
    facts = [Fact(latest.period.name, format_point(trend, latest))]
    if trend.indicator.has_denominator:
        number = value_or_text(latest.numerator_text, latest.numerator)
        base = value_or_text(latest.denominator_text, latest.denominator)
        facts.append(Fact("Count", f"{number} of {base}"))
    facts.append(Fact("Change from a year earlier", describe_change(trend)))
    if not np.isnan(latest.lower_limit):
        facts.append(Fact("Usual range", describe_usual_range(trend, latest)))
    if target := format_target(trend):
        facts.append(Fact("Target", target))
    return tuple(facts)


def describe_measure(trend: Trend) -> str:
    """What is counted: "Re-referrals as a percentage of: referrals"."""
    indicator = trend.indicator
    if not indicator.is_percentage:
        return indicator.numerator
    return f"{indicator.numerator} as a percentage of: {indicator.denominator.lower()}"


def describe_periods(trend: Trend) -> str:
    """As "April 2023 to September 2026, by month"."""
    names = trend.columns["name"]
    if not len(names):
        return f"by {trend.period_type}"
    return f"{names[0]} to {names[-1]}, by {trend.period_type}"
