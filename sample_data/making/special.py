"""What is sent beside plain numbers: provisional months, hidden counts, nil returns, comments."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from dscp_data.model.periods import Period, month, quarter
from dscp_data.model.returns import Status
from sample_data.making.figures import Figure
from sample_data.making.series import figures

LATEST_MONTH = month(2026, 9)
PROVISIONAL_SENDERS = ("dcc-csc", "durham-constabulary")
NIL_RETURN = ("nenc-icb", quarter(2026, 1))
CANNOT_REPORT = ("tewv", "E10", quarter(2025, 3))
NOT_APPLICABLE = ("nenc-icb", "H12")
SMALL = 5
# The charity hides its small counts in Teesdale; the trust those from outside the county.
HIDDEN_SMALL = {("vcs", "T06", "teesdale"), ("tewv", "T06", "out-of-county")}
HIDDEN = {("vcs", "T04", quarter(2023, 3)), ("vcs", "T04", quarter(2025, 4))}
COMMENTS = {
    ("durham-constabulary", "H03", "county-wide", month(2025, 10)): (
        "Training campaign for front-line staff in September and October 2025"
    ),
    ("durham-constabulary", "H01", "easington", month(2025, 10)): (
        "New partner form went live on 1 October 2025"
    ),
    ("vcs", "T06", "sedgefield", month(2025, 7)): "Two projects closed for the summer",
    ("probation", "H06", "county-wide", month(2025, 6)): "Counted from the new case system",
    ("cdyjs", "H12", "county-wide", quarter(2025, 4)): "Small sample",
    ("nenc-icb", "E06", "county-wide", quarter(2025, 2)): "Survey sent with the staff newsletter",
}


@cache
def sent() -> tuple[Figure, ...]:
    """Every figure as its agency states it, before any resubmission."""
    return tuple(stated(figure) for figure in figures())


def stated(figure: Figure) -> Figure:
    comment = COMMENTS.get((figure.agency, figure.indicator, figure.locality, figure.period), "")
    figure = replace(figure, comment=comment)
    if (figure.agency, figure.indicator) == NOT_APPLICABLE:
        return without_count(figure, "not applicable")
    if (figure.agency, figure.period) == NIL_RETURN:
        return replace(figure, numerator=0, denominator=None, status="nil")
    agency, indicator, when = CANNOT_REPORT
    if (figure.agency, figure.indicator) == (agency, indicator) and within(figure.period, when):
        return without_count(figure, "cannot report")
    small = figure.numerator is not None and 0 < figure.numerator < SMALL
    if small and (figure.agency, figure.indicator, figure.locality) in HIDDEN_SMALL:
        return without_count(figure, "suppressed")
    if (figure.agency, figure.indicator, figure.period) in HIDDEN:
        return replace(figure, numerator=None, status="suppressed")
    if figure.agency in PROVISIONAL_SENDERS and figure.period == LATEST_MONTH:
        return replace(figure, provisional=True)
    return figure


def without_count(figure: Figure, status: Status) -> Figure:
    return replace(figure, numerator=None, denominator=None, status=status)


def within(period: Period, whole: Period) -> bool:
    return whole.start <= period.start <= whole.end


@cache
def resubmitted() -> tuple[Figure, ...]:
    """Early Help's fourth quarter of 2025-26, sent again in June with late forms counted."""
    whole = quarter(2025, 4)
    return tuple(
        replace(figure, numerator=(figure.numerator or 0) + LATE_FORMS.get(key(figure), 0))
        for figure in sent()
        if figure.agency == RESUBMITTER and within(figure.period, whole)
    )


RESUBMITTER = "dcc-early-help"
LATE_FORMS = {
    ("E15", "easington", month(2026, 1)): 3,
    ("E15", "derwentside", month(2026, 2)): 2,
    ("E15", "easington", month(2026, 3)): 4,
    ("E14", "sedgefield", month(2026, 3)): 2,
    ("E14", "durham-city", month(2026, 3)): 1,
    ("E01", "wear-valley", month(2026, 2)): 1,
}


def key(figure: Figure) -> tuple[str, str, Period]:
    return (figure.indicator, figure.locality, figure.period)
