"""How many days late an agency's quarter is: counted from the earliest that is overdue."""

from datetime import date

import pandas as pd

from dscp_data.summaries.returns_due import days_late

QUARTER = date(2026, 7, 1)


def rows(*lines):
    columns = ["agency", "quarter_start", "due", "overdue"]
    return pd.DataFrame(lines, columns=columns)


def test_days_are_counted_from_the_earliest_of_what_is_overdue():
    due_rows = rows(
        ("housing", QUARTER, date(2026, 10, 30), True),
        ("housing", QUARTER, date(2026, 11, 10), True),
        ("tewv", QUARTER, date(2026, 10, 1), False),
    )
    assert days_late(due_rows, date(2026, 11, 30)) == {("housing", QUARTER): 31}
