"""A chart shows where the last meeting was, and what came since."""

from datetime import date

import numpy as np
import pandas as pd

from dscp_data.charts.meeting_line import MeetingLine, with_meeting
from dscp_data.charts.trend_chart import trend_chart
from tests.charts.made import points

DAY = date(2026, 7, 8)


def frame(joined):
    starts = pd.date_range("2026-01-01", periods=len(joined), freq="MS")
    return pd.DataFrame({"period_start": starts, "joined": joined})


def test_the_line_is_at_the_last_period_seen_and_newer_points_are_emphasised():
    found = with_meeting(frame([1.0, 2.0, 3.0, 4.0]), MeetingLine(DAY, date(2026, 2, 1)))
    assert found["meeting"].tolist() == ["", "seen at the meeting of 8 Jul 2026", "", ""]
    assert found["since"].tolist()[1:] == [2.0, 3.0, 4.0]
    assert np.isnan(found["since"].iloc[0])


def test_without_a_newer_point_or_a_meeting_there_is_no_line():
    nothing_since = MeetingLine(DAY, date(2026, 3, 1))
    for values, meeting in (
        ([1.0, 2.0, 3.0], nothing_since),
        ([1.0, 2.0, 3.0, np.nan], nothing_since),
        ([1.0, 2.0, 3.0], None),
    ):
        found = with_meeting(frame(values), meeting)
        assert (found["meeting"] == "").all()
        assert found["since"].isna().all()


def test_the_chart_of_a_trend_draws_the_rule_and_its_words():
    made = points([100, 104, 98, 101, 103, 97, 102, 99, 105, 96, 100, 103, 98, 101])
    seen_to = made["period_start"].iloc[-3].date()
    plain = trend_chart(made, "", "month", "light")
    with_line = trend_chart(made, "", "month", "light", meeting=MeetingLine(DAY, seen_to))
    assert len(with_line.spec["layer"]) == len(plain.spec["layer"]) + 3
    assert (with_line.frame["meeting"] != "").sum() == 1
