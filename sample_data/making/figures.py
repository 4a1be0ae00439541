"""The words of the invented returns: a figure, and the months they cover."""

from __future__ import annotations

from dataclasses import dataclass

from dscp_data.model.periods import Period, month, periods_between, quarter, year
from dscp_data.model.returns import Observation, Status

SEED = 20260930
INVENTED = "Invented data: no real child, family or member of staff"

MONTHS = tuple(periods_between(month(2023, 4), month(2026, 9)))
QUARTERS = tuple(periods_between(quarter(2023, 1), quarter(2026, 2)))
YEARS = (year(2023), year(2024), year(2025))
PERIODS = {"month": MONTHS, "quarter": QUARTERS, "year": YEARS}

DISTRICTS = {
    "chester-le-street": 0.10,
    "derwentside": 0.18,
    "durham-city": 0.16,
    "easington": 0.21,
    "sedgefield": 0.17,
    "teesdale": 0.05,
    "wear-valley": 0.13,
}
# Services that serve families from elsewhere too, or that do not always record where.
WITH_OUTSIDE = {place: 0.95 * share for place, share in DISTRICTS.items()} | {
    "out-of-county": 0.03,
    "not-known": 0.02,
}
WITH_NOT_KNOWN = {place: 0.96 * share for place, share in DISTRICTS.items()} | {"not-known": 0.04}
COUNTY = {"county-wide": 1.0}


@dataclass(frozen=True)
class Figure:
    """One figure of an agency, before anyone has written it into a workbook."""

    indicator: str
    agency: str
    locality: str
    period: Period
    numerator: float | None
    denominator: float | None = None
    status: Status = "reported"
    provisional: bool = False
    comment: str = ""

    @property
    def observation(self) -> Observation:
        """The figure as intake should read it; sheet and cell are not known here."""
        return Observation(
            self.indicator,
            self.agency,
            self.locality,
            self.period,
            self.numerator,
            self.denominator,
            self.status,
            self.provisional,
            self.comment,
            sheet="",
            cell="",
        )
