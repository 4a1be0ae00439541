"""Rows of small frames."""

import pandas as pd

from dscp_data.model.frames import as_records


def test_rows_are_those_of_pandas_with_numbers_as_pythons_own():
    frame = pd.DataFrame(
        {
            "indicator": ["E07", "E08"],
            "value": [1.5, 2.0],
            "order": [3, 0],
            "day": pd.to_datetime(["2026-07-01", None]),
            "priorities": [("1",), ("2", "3")],
            "is_new": [True, False],
        },
        index=[7, 3],
    )
    first, second = as_records(frame)
    assert first == frame.to_dict("records")[0]
    assert second["day"] is pd.NaT
    assert [type(value) for value in second.values()][1:3] == [float, int]
    assert type(second["is_new"]) is bool


def test_an_empty_frame_has_no_rows():
    assert as_records(pd.DataFrame(columns=["a"])) == []
