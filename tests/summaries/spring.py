"""The months of one quarter, and one agency's row in what is due of them."""

from datetime import date

from dscp_data.model.periods import month

IN_TIME = date(2025, 7, 21)
TOO_LATE = date(2025, 7, 22)
SPRING = [month(2025, number) for number in (4, 5, 6)]


def row(found, agency="dcc-csc", indicator="E08", start=SPRING[0].start):
    matching = found[
        (found["agency"] == agency)
        & (found["indicator"] == indicator)
        & (found["period_start"] == start)
    ]
    assert len(matching) == 1
    return matching.iloc[0]
