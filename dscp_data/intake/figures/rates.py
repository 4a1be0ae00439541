"""Rates per 1,000, 10,000 or 100,000, checked against their parts."""

from __future__ import annotations

from dscp_data.intake import rules
from dscp_data.intake.figures.figure import Figure
from dscp_data.intake.figures.figure_parts import FigureParts
from dscp_data.intake.terms.value_parser import FLOAT_NOISE, rounding_tolerance
from dscp_data.model.text import format_exact


def check_rate(parts: FigureParts, number: float) -> None:
    """A rate beside its number, against the population or base that it is worked out from."""
    beside = parts.population or parts.base
    if parts.rate is None or beside is None:
        return
    rate, base, per = parts.rate.number, beside.number, per_of(parts.rate.figure)
    if (
        rate is None
        or not base
        or abs(rate - per * number / base) <= rounding_tolerance(rate) + FLOAT_NOISE
    ):
        return
    parts.rate.fault(
        rules.RATE_DISAGREES,
        rate=format_exact(rate),
        per=format_exact(per),
        number=format_exact(number),
        base=format_exact(base),
        worked_out=format_exact(round(per * number / base, 1)),
    )


def per_of(figure: Figure) -> int:
    """ "per 10000" is 10,000."""
    return int(figure.part.removeprefix("per "))
