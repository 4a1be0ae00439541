"""County totals of the sample figures, by agency, indicator and period."""

from collections import defaultdict
from datetime import date

from sample_data.making.figures import MONTHS

LAST_DAY = date(2026, 9, 30)


def county(current, agency, indicator, periods=MONTHS):
    """Numerator and denominator of each period, all localities together."""
    x, n = defaultdict(float), defaultdict(float)
    for figure in current:
        if (figure.agency, figure.indicator) == (agency, indicator):
            x[figure.period] += figure.numerator or 0
            n[figure.period] += figure.denominator or 0
    return [(x[p], n[p]) for p in periods]


def counts(current, agency, indicator):
    return [x for x, _ in county(current, agency, indicator)]
