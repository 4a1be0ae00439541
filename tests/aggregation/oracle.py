"""The same answers as the questions give, re-derived in plain Python, a loop at a time."""

from __future__ import annotations

from collections import defaultdict

from dscp_data.model.periods import MONTHS_IN, Period, period_of


def figure_of(cell_figures, period_type, aggregation):
    """One cell's figure for each period of that type: {start: (numerator, denominator, whole)}.

    `cell_figures` maps a Period to (numerator, denominator) of one agency and locality.
    """
    direct = {p.start: (n, d, True) for p, (n, d) in cell_figures.items() if p.type == period_type}
    if period_type == "month" or aggregation == "none":
        return direct
    shorter = {"quarter": "month", "year": "quarter"}[period_type]
    parts = defaultdict(dict)
    for start, figure in figure_of(cell_figures, shorter, aggregation).items():
        parts[period_of(start, period_type).start][start] = figure
    together = {}
    for start, figures in parts.items():
        last = max(figures)
        if aggregation == "last":
            ends = Period(last, shorter).end == Period(start, period_type).end
            numerator, denominator, whole = figures[last]
            together[start] = (numerator, denominator, ends and whole)
        else:
            count = MONTHS_IN[period_type] // MONTHS_IN[shorter]
            whole = len(figures) == count and all(w for _, _, w in figures.values())
            together[start] = (
                added(n for n, _, _ in figures.values()),
                added(d for _, d, _ in figures.values()),
                whole,
            )
    chosen = {start: figure for start, figure in together.items() if figure[2]}
    return {**together, **direct, **chosen}


def added(numbers):
    known = [n for n in numbers if n is not None]
    return sum(known) if known else None
