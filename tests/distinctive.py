"""Figures that nothing else is like, and the search for them in what leaves the server.

They go from 10,003 upwards, and neither they nor their sums are multiples of 5. They lie so far
apart that no limit of the rounded ones meets one of them by chance. What leaves the server holds
them as text or, in tables and charts, as the eight bytes of a number.
"""

import re
import struct

from dscp_data.model.periods import Period, add_months, month
from tests.making import observation

MONTHS, FIRST = 15, 10_003
EXACT = [FIRST + 1_010 * number for number in range(MONTHS)]
APART = 303  # between the two places of a month
ELSEWHERE = [exact + APART for exact in EXACT]
BASE = 30_004


def distinctive():
    """A count and a percentage by month: EXACT of Easington, ELSEWHERE of Teesdale."""
    for number, exact in enumerate(EXACT):
        period = Period(add_months(month(2025, 4).start, number), "month")
        for place, count in (("easington", exact), ("teesdale", exact + APART)):
            given = {"period": period, "locality": place, "numerator": count}
            yield observation(**given, comment=f"comment {count}")
            yield observation(
                **given, indicator="E04", denominator=BASE, comment=f"comment {count}"
            )


def form_of(number):
    """A number as text that is no part of a longer one, or as eight bytes."""
    text = rf"(?<![\d.])({number}|{number:,})(?!\d)".encode()
    return re.compile(
        text + b"".join(b"|" + re.escape(struct.pack(f"<{kind}", number)) for kind in "dq")
    )


FORMS = {
    number: form_of(number)
    for number in [*EXACT, *ELSEWHERE, *(2 * exact + APART for exact in EXACT), BASE, 2 * BASE]
}


def exact_in(heard):
    """The exact figures, of a place or of both, that some bytes hold."""
    return [number for number, form in FORMS.items() if form.search(heard)]
