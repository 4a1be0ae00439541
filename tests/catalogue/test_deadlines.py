"""When returns are due, and which was due last."""

from dataclasses import replace
from datetime import date

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.catalogue.deadlines import due_date, last_day_due

QUARTERLY = replace(catalogue().partnership, returns_every="quarter", due_days=21)


def test_a_month_falls_due_with_its_quarter():
    assert due_date(date(2026, 7, 31), QUARTERLY) == date(2026, 10, 21)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 10, 21), date(2026, 6, 30)),  # the deadline itself has not passed
        (date(2026, 10, 22), date(2026, 9, 30)),
        (date(2027, 1, 21), date(2026, 9, 30)),
        (date(2027, 1, 22), date(2026, 12, 31)),
    ],
)
def test_the_last_return_due_is_the_newest_whose_deadline_has_passed(day, last):
    assert last_day_due(day, QUARTERLY) == last
