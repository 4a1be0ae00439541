"""What a publisher's period means."""

from __future__ import annotations

import datetime as dt

import pytest

from dscp_data.comparators.periods import PERIOD_FORMATS, PeriodError, period_label, read_period

D = dt.date


@pytest.mark.parametrize(
    ("meaning", "row", "span", "label"),
    [
        (
            "year to 31 March",
            {"time_period": "2025"},
            (D(2024, 4, 1), D(2025, 3, 31)),
            "2024 to 2025",
        ),
        (
            "year to 31 March",
            {"time_period": "202425"},
            (D(2024, 4, 1), D(2025, 3, 31)),
            "2024 to 2025",
        ),
        (
            "year to 31 March",
            {"time_period": "199900"},
            (D(1999, 4, 1), D(2000, 3, 31)),
            "1999 to 2000",
        ),
        (
            "on 31 March",
            {"time_period": "2025"},
            (D(2025, 3, 31), D(2025, 3, 31)),
            "31 March 2025",
        ),
        (
            "December to February",
            {"time_period": "2024"},
            (D(2023, 12, 1), D(2024, 2, 29)),
            "December 2023 to February 2024",
        ),
        (
            "calendar quarter",
            {"Year": "2023", "Quarter": "Q1"},
            (D(2023, 1, 1), D(2023, 3, 31)),
            "January to March 2023",
        ),
        (
            "whole months",
            {"period_start": "2019-12-01", "period_end": "2020-02-28"},
            (D(2019, 12, 1), D(2020, 2, 29)),
            "December 2019 to February 2020",
        ),
    ],
)
def test_each_meaning_gives_its_first_and_last_day(meaning, row, span, label):
    assert read_period(meaning, row) == span
    assert period_label(*span) == label


@pytest.mark.parametrize(
    ("meaning", "texts"),
    [
        ("year to 31 March", ["", "25", "202426", "1066", "2024 to 2025"]),
        ("on 31 March", ["", "March 2025"]),
        ("December to February", ["2025 (Dec-Feb average)"]),
        ("calendar quarter", ["2023|Q5", "2023|1", "23|Q1", "|"]),
        ("whole months", ["2024-04-01|2023-03-31", "2024-04-02|2025-03-31", "|", "2024|2025"]),
    ],
)
def test_what_cannot_be_read_is_an_error_and_not_a_guess(meaning, texts):
    for text in texts:
        row = dict(zip(PERIOD_FORMATS[meaning].columns, text.split("|"), strict=True))
        with pytest.raises(PeriodError):
            read_period(meaning, row)


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        (D(2023, 1, 1), D(2023, 12, 31), "2023"),
        (D(2023, 2, 1), D(2023, 2, 28), "February 2023"),
        (D(2023, 10, 1), D(2024, 9, 30), "October 2023 to September 2024"),
        (D(2023, 1, 5), D(2023, 2, 3), "5 January 2023 to 3 February 2023"),
    ],
)
def test_periods_are_described_in_words(start, end, label):
    assert period_label(start, end) == label
