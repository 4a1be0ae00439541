"""Range and consistency checks of a number, its base and its percentage."""

from __future__ import annotations

from dscp_data.catalogue import Indicator
from dscp_data.intake import rules
from dscp_data.intake.figures.figure_parts import FigureParts, LocatedFigure
from dscp_data.intake.terms.value_parser import is_consistent_percentage
from dscp_data.model.text import format_exact

LARGEST_FIGURE = 100_000_000


def check_range(indicator: Indicator, located: LocatedFigure, is_number: bool) -> bool:
    """Whether a number, or with `is_number` false what it is out of, can be true by itself."""
    number = located.number
    if number is None:
        return True
    if number < 0:
        broken = rules.NEGATIVE
    elif number > LARGEST_FIGURE:
        broken = rules.IMPOSSIBLE
    elif number != int(number) and not (indicator.kind == "mean" and is_number):
        broken = rules.NOT_WHOLE
    else:
        return True
    located.fault(broken, number=format_exact(number))
    return False


def check_consistency(indicator: Indicator, parts: FigureParts, located: LocatedFigure) -> bool:
    """Whether a number, its base and its percentage can all be true."""
    number = located.number or 0
    base = parts.base.number if parts.base else None
    if base is None:
        if indicator.has_denominator and located.figure.value.kind != "nil":
            located.fault(
                rules.NO_BASE,
                indicator=describe_indicator(indicator),
                number=format_exact(number),
                base=indicator.denominator,
            )
            return False
        return True
    above = number > base and indicator.kind != "mean"
    if above or (number > 0 and base == 0):
        rule = rules.ABOVE_BASE if base else rules.ZERO_BASE
        located.fault(rule, number=format_exact(number), base=format_exact(base))
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
