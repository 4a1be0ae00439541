"""The files of a closed meeting, read back: how it stood then, and what has changed since."""

import io
import math
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from pptx import Presentation

from dscp_data.exports.document import document_of
from dscp_data.exports.meeting_pack import meeting_pack
from dscp_data.exports.minutes import minutes_of
from dscp_data.exports.pack import write_pack
from dscp_data.exports.pack.document import chart_spec
from dscp_data.meetings.preparation import agenda
from dscp_data.meetings.record import add_item, close, entries, follow_up, save_entry
from dscp_data.model.meetings import AgendaItem, MeetingEntry
from tests.making import months, observation
from tests.meetings.conftest import ANN

THEN = [100.0, 104.0, 97.0, 101.0, 99.0, 103.0]
DAY = date(2026, 10, 7)


def agree(store, meeting, *texts):
    item = agenda(store, meeting)[0].id
    for text in texts:
        action = MeetingEntry("action", text, item, meeting.id, "dcc-csc", date(2026, 12, 16))
        save_entry(store, meeting, action, ANN)


@pytest.fixture
def closed(store, meeting_of):
    """A closed meeting with two actions, both open then."""
    meeting = meeting_of(DAY)
    agree(store, meeting, "Audit 20 closures", "Ask schools")
    return close(store, meeting, ANN)


def actions_in_minutes(store, meeting):
    document = Document(io.BytesIO(document_of(minutes_of(store, meeting, "ann"))))
    return [[cell.text for cell in row.cells] for row in document.tables[-1].rows]


def test_an_action_that_was_done_later_was_open_at_the_meeting(store, closed):
    follow_up(store, entries(store, closed)[0], "done", ANN)
    owner, due = "Children's Social Care", "16 December 2026"
    assert actions_in_minutes(store, closed) == [
        ["Action", "Owner", "Due", "At the meeting", "Since"],
        ["Audit 20 closures", owner, due, "open", "done"],
        ["Ask schools", owner, due, "open", ""],
    ]
    last = meeting_pack(store, closed, "exact", "ann").text_pages[-1]
    assert [row[-1] for row in last.table[1:]] == ["open at the meeting, done since", "open"]


def test_an_action_that_a_correction_adds_has_the_status_it_was_added_with(store, closed):
    said = MeetingEntry("action", "Tell families", agenda(store, closed)[0].id, closed.id, "vcs")
    save_entry(store, closed, said, replace(ANN, reason="It was forgotten"))
    follow_up(store, entries(store, closed)[-1], "dropped", ANN)
    assert actions_in_minutes(store, closed)[-1][3:] == ["open", "dropped"]


@pytest.fixture
def revised(store, take_in_months, take_in, meeting_of):
    """A closed meeting that saw 97 in June 2024, which is 96 now."""
    take_in_months(THEN)
    meeting = meeting_of(DAY)
    item = AgendaItem("free", "Referrals", meeting.as_of, indicator="E08", period_type="month")
    add_item(store, meeting, item, ANN)
    meeting = close(store, meeting, ANN)
    take_in(observation(period=months(3)[-1], numerator=96.0))
    return meeting


def test_the_chart_in_the_minutes_marks_a_revised_figure_with_both_values(store, revised):
    (item,) = [one for one in minutes_of(store, revised, "ann").items if one.page]
    (mark,) = item.page.marks
    assert (mark.start, mark.now, mark.words) == (date(2024, 6, 1), 96.0, "Jun 24: 97 then, 96 now")
    rows = chart_spec(item.page)["data"]["values"]
    assert [one["value"] for one in rows] == THEN
    assert [one["revised_words"] for one in rows if one["is_revised"]] == [mark.words]


def test_a_slide_has_the_value_of_now_as_a_series_with_both_in_words(store, revised):
    content = write_pack(meeting_pack(store, revised, "exact", "ann"), ".pptx")
    (chart,) = [
        shape.chart
        for slide in Presentation(io.BytesIO(content)).slides
        for shape in slide.shapes
        if shape.has_chart
    ]
    now = next(one for one in chart.plots[0].series if one.name.startswith("Revised since"))
    assert [value for value in now.values if value is not None and not math.isnan(value)] == [96.0]
    assert now.points[2].data_label.text_frame.text == "Jun 24: 97 then, 96 now"


def test_before_it_is_closed_a_meeting_has_nothing_revised(store, take_in_months, meeting_of):
    take_in_months(THEN)
    meeting = meeting_of(DAY)
    pages = meeting_pack(store, meeting, "exact", "ann").pages
    assert all(not page.marks for page in pages)
