"""Range and consistency checks of a number, its base and its percentage."""

from __future__ import annotations

from dscp_data.catalogue import Indicator
from dscp_data.intake import rules
from dscp_data.intake.figures.figure_parts import FigureParts, LocatedFigure
from dscp_data.intake.terms.value_parser import is_consistent_percentage
from dscp_data.model.faults import Rule
from dscp_data.model.text import format_exact

LARGEST_FIGURE = 100_000_000


def check_range(indicator: Indicator, located: LocatedFigure, is_number: bool) -> bool:
    """Whether a number, or with `is_number` false what it is out of, can be true by itself."""
    number = located.number
    broken = None if number is None else broken_range(indicator, number, is_number)
    if broken is None:
        return True
    located.fault(broken, number=format_exact(number or 0))
    return False


def broken_range(indicator: Indicator, number: float, is_number: bool) -> Rule | None:
    """The rule that a number, or a base, breaks by itself."""
    if number < 0:
        return rules.NEGATIVE
    if number > LARGEST_FIGURE:
        return rules.IMPOSSIBLE
    if number != int(number) and not (indicator.kind == "mean" and is_number):
        return rules.NOT_WHOLE
    return None


def broken_by_base(indicator: Indicator, number: float, base: float | None) -> Rule | None:
    """The rule that a number breaks with its base, or without the one that it needs."""
    if base is None:
        return rules.NO_BASE if indicator.has_denominator else None
    above = number > base and indicator.kind != "mean"
    if above or (number > 0 and base == 0):
        return rules.ABOVE_BASE if base else rules.ZERO_BASE
    return None


def check_consistency(indicator: Indicator, parts: FigureParts, located: LocatedFigure) -> bool:
    """Whether a number, its base and its percentage can all be true."""
    number = located.number or 0
    base = parts.base.number if parts.base else None
    broken = broken_by_base(indicator, number, base)
    if base is None:
        if broken is None or located.figure.value.kind == "nil":
            return True
        located.fault(
            broken,
            indicator=describe_indicator(indicator),
            number=format_exact(number),
            base=indicator.denominator,
        )
        return False
    if broken is not None:
        located.fault(broken, number=format_exact(number), base=format_exact(base))
        return False
    percent = parts.percent
    if percent is None or percent.number is None or not base or not indicator.is_percentage:
        return True
    if not is_consistent_percentage(percent.number, number, base):
        percent.fault(
            rules.PERCENT_DISAGREES,
            percent=format_exact(percent.number),
            worked_out=format_exact(round(100 * number / base, 1)),
            number=format_exact(number),
            base=format_exact(base),
        )
    return True


def describe_indicator(indicator: Indicator) -> str:
    return f"{indicator.id} {indicator.name}"
