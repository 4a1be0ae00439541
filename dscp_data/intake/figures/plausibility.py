"""Range and consistency checks of a number, its base and its percentage."""

from __future__ import annotations

from dscp_data.catalogue import Indicator
from dscp_data.intake import rules
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.figures.figure_cells import Figure
from dscp_data.intake.figures.figure_parts import FigureParts
from dscp_data.intake.figures.totals import format_exact
from dscp_data.intake.terms.value_parser import is_consistent_percentage

LARGEST_FIGURE = 100_000_000


def check_range(indicator: Indicator, figure: Figure, ledger: CellLedger, is_number: bool) -> bool:
    """Whether a number, or with `is_number` false what it is out of, can be true by itself."""
    number = figure.value.number
    if number is None:
        return True
    broken = None
    if number < 0:
        broken = rules.NEGATIVE
    elif number > LARGEST_FIGURE:
        broken = rules.IMPOSSIBLE
    elif number != int(number) and not (indicator.kind == "mean" and is_number):
        broken = rules.NOT_WHOLE
    if broken:
        ledger.fault(broken, figure.cell, figure.heading, number=format_exact(number))
    return broken is None


def check_consistency(
    indicator: Indicator,
    slot: FigureParts,
    figure: Figure,
    ledger: CellLedger,
    number: float,
    base: float | None,
) -> bool:
    """Whether number, base and percentage can all be true."""
    words = {"number": format_exact(number), "base": format_exact(base) if base is not None else ""}
    if base is None:
        if indicator.has_denominator and figure.value.kind != "nil":
            words["base"] = indicator.denominator
            ledger.fault(
                rules.NO_BASE, figure.cell, figure.heading,
                indicator=describe_indicator(indicator), **words,
            )  # fmt: skip
            return False
        return True
    if number > 0 and base == 0:
        ledger.fault(rules.ZERO_BASE, figure.cell, figure.heading, **words)
        return False
    if number > base and indicator.kind != "mean":
        ledger.fault(rules.ABOVE_BASE, figure.cell, figure.heading, **words)
        return False
    percent = slot.percent[0].value.number if slot.percent else None
    if percent is None or not base or not indicator.is_percentage or slot.percent is None:
        return True
    if not is_consistent_percentage(percent, number, base):
        where, its_ledger = slot.percent
        worked_out = format_exact(round(100 * number / base, 1))
        its_ledger.fault(
            rules.PERCENT_DISAGREES, where.cell, where.heading,
            percent=format_exact(percent), worked_out=worked_out, **words,
        )  # fmt: skip
    return True


def describe_indicator(indicator: Indicator) -> str:
    return f"{indicator.id} {indicator.name}"
