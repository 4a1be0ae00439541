"""Returns of random reach, and what is current after them."""

from dscp_data.model.periods import month
from tests.making import observation

PLACES = ("easington", "teesdale")
PERIODS = (month(2025, 4), month(2025, 5))
INDICATORS = ("E08", "E07")
AGENCIES = ("dcc-csc", "hdft")


def random_return(chance):
    """Some cells of one agency, as a return of random reach would give them."""
    agency = chance.choice(AGENCIES)
    return tuple(
        observation(
            indicator=indicator,
            agency=agency,
            locality=place,
            period=period,
            numerator=float(chance.randint(0, 99)),
        )
        for indicator in INDICATORS
        for period in PERIODS
        for place in PLACES
        if chance.random() < 0.5
    )


def current_figures(store, as_of):
    rows = store.query(
        "observations", indicators=None, agencies=None, localities=None, first=None, last=None,
        as_of=as_of,
    )  # fmt: skip
    return {
        (r.indicator, r.agency, r.locality, r.period_start.date(), r.period_type): r.numerator
        for r in rows.itertuples()
    }
