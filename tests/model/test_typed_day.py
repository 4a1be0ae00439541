"""A typed day is read as people write it here, and nothing else is guessed."""

from datetime import date

import pytest

from dscp_data.model.typed_day import read_day


@pytest.mark.parametrize(
    "text",
    [
        "8 July 2026",
        "8 Jul 2026",
        "08/07/2026",
        "8/7/26",
        " 8  July, 2026",
        "2026-07-08",
        "8.7.2026",
    ],
)
def test_a_day_is_read_as_people_write_it(text):
    assert read_day(text) == date(2026, 7, 8)


@pytest.mark.parametrize(
    "text", ["", "July 2026", "31/02/2026", "07/28/2026", "yesterday", "8 July"]
)
def test_what_is_no_day_is_not_guessed(text):
    assert read_day(text) is None
