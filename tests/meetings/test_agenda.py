"""The agenda: what is on it, in which order, and what can be changed about it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from dscp_data.meetings.actions import actions
from dscp_data.meetings.meeting import MeetingError, find_meeting
from dscp_data.meetings.preparation import agenda
from dscp_data.meetings.record import (
    add_item,
    change_item,
    move_item,
    save_entry,
    update_agenda,
)
from dscp_data.model.clock import utc_now
from dscp_data.model.meetings import AgendaItem, MeetingEntry
from dscp_data.store.records.meetings import read_items
from tests.making import months as months_from
from tests.making import observation
from tests.meetings.conftest import ANN

STEADY = [100, 104, 97, 101, 99, 103, 98, 102, 100, 96, 104, 101, 99, 100, 103, 97, 102, 98]
LEAP = [*STEADY, 160]


def kinds(items):
    return [one.kind for one in items]


@pytest.fixture
def figures_before_and_after(take_in_months, meeting_of):
    """A meeting that saw steady figures, and then a leap."""
    take_in_months(STEADY)
    first = meeting_of(date(2026, 10, 7))
    take_in_months(LEAP)
    return first


def test_an_agenda_of_nothing_new_has_any_other_business(store, meeting_of):
    items = agenda(store, meeting_of())
    assert items[-1].title == "Any other business"
    assert {"signal", "outlier", "action", "comment", "milestone"}.isdisjoint(kinds(items))


@pytest.mark.usefixtures("figures_before_and_after")
def test_a_new_signal_is_an_item_with_its_view(store, meeting_of):
    second = meeting_of(date(2026, 12, 2))
    (signal,) = [one for one in agenda(store, second) if one.kind == "signal"]
    assert (signal.indicator, signal.priority, signal.as_of) == ("E08", "2", second.as_of)
    assert "160 in October 2025" in signal.title


def test_a_signal_that_the_last_meeting_saw_is_not_new(store, take_in_months, meeting_of):
    take_in_months(LEAP)
    meeting_of(date(2026, 10, 7))
    assert "signal" not in kinds(agenda(store, meeting_of(date(2026, 12, 2))))


def test_open_actions_come_first_and_those_that_are_done_do_not_come(
    store, figures_before_and_after, meeting_of
):
    first = figures_before_and_after
    item = agenda(store, first)[-1].id
    due = date(2026, 11, 1)
    act = MeetingEntry("action", "Audit 20 closures", item, first.id, "dcc-csc", due)
    save_entry(store, first, act, ANN)
    save_entry(store, first, replace(act, text="Ask schools", status="done"), ANN)
    items = agenda(store, meeting_of(date(2026, 12, 2)))
    assert kinds(items)[:2] == ["action", "signal"]
    assert items[0].title == "Audit 20 closures"
    assert items[0].heading == "Actions, 7 October 2026"
    assert items[0].detail.endswith("due 1 November 2026 · overdue")
    assert [one.entry.text for one in actions(store) if one.is_open] == ["Audit 20 closures"]


def test_an_action_that_is_done_now_was_open_before(store, meeting_of):
    one = meeting_of(date(2026, 10, 7))
    before = utc_now()
    item = agenda(store, one)[-1].id
    act = MeetingEntry("action", "Audit 20 closures", item, one.id, "dcc-csc")
    id = save_entry(store, one, act, ANN)
    open_at = utc_now()
    save_entry(store, one, replace(act, id=id, step=1, status="done"), ANN)
    assert actions(store, before) == []
    assert [act.is_open for act in actions(store, open_at)] == [True]
    assert [act.is_open for act in actions(store)] == [False]


def test_a_comment_that_nobody_answered_comes_up_again(store, meeting_of):
    first = meeting_of(date(2026, 10, 7))
    item = agenda(store, first)[-1].id
    save_entry(store, first, MeetingEntry("comment", "Is this by ward?", item, first.id), ANN)
    items = agenda(store, meeting_of(date(2026, 12, 2)))
    assert [one.title for one in items if one.kind == "comment"] == ["Is this by ward?"]


def test_a_revised_figure_is_on_the_agenda_with_both_values(store, take_in_months, meeting_of):
    take_in_months(STEADY)
    meeting_of(date(2026, 10, 7))
    take_in_months([*STEADY[:-1], 93])
    (item,) = [
        one for one in agenda(store, meeting_of(date(2026, 12, 2))) if one.indicator == "E08"
    ]
    assert (item.kind, item.detail) == ("return", "September 2025: 98 then, 93 now")


def test_an_agenda_is_drafted_each_time_until_it_is_prepared(store, date_only, take_in_months):
    take_in_months(STEADY)
    id = date_only(date(2026, 12, 2))
    items = agenda(store, find_meeting(store, str(id)))
    assert items[-1].title == "Any other business"
    assert read_items(store, id) == ()


def test_items_are_moved_left_out_and_added(store, meeting_of):
    one = meeting_of()
    add_item(store, one, AgendaItem("free", "Neglect strategy", utc_now(), minutes=10), ANN)
    items = agenda(store, one)
    move_item(store, one, items[-1].id, 1, ANN)
    items = agenda(store, one)
    assert (items[0].title, items[0].minutes) == ("Neglect strategy", 10)
    change_item(store, one, replace(items[0], left_out=True), ANN)
    assert "Neglect strategy" not in [item.title for item in agenda(store, one)]
    assert "Neglect strategy" in [item.title for item in read_items(store, one.id)]


def test_an_item_without_a_title_is_not_added(store, meeting_of):
    with pytest.raises(MeetingError, match="Enter a title"):
        add_item(store, meeting_of(), AgendaItem("free", " ", utc_now()), ANN)


def test_an_agenda_that_is_updated_has_what_came_since_and_loses_nothing(
    store, take_in_months, meeting_of
):
    take_in_months(STEADY)
    one = meeting_of(date(2026, 12, 2))
    added = add_item(store, one, AgendaItem("free", "Neglect strategy", utc_now()), ANN)
    take_in_months(LEAP)
    assert "signal" not in kinds(agenda(store, one))
    update_agenda(store, find_meeting(store, str(one.id)), ANN, utc_now())
    items = agenda(store, find_meeting(store, str(one.id)))
    assert items[-1].kind == "signal"
    assert added in [item.id for item in items]


def test_figures_after_the_time_of_an_agenda_are_not_on_it(store, take_in, meeting_of):
    take_in(*(observation(period=at, numerator=float(n)) for at, n in
              zip(months_from(len(STEADY)), STEADY, strict=True)))  # fmt: skip
    before = utc_now()
    take_in(*(observation(period=at, numerator=float(n)) for at, n in
              zip(months_from(len(LEAP)), LEAP, strict=True)))  # fmt: skip
    one = meeting_of(date(2026, 12, 2), as_of=before)
    assert "160" not in " ".join(item.title for item in agenda(store, one))


def test_times_are_those_of_the_meeting(store, meeting_of):
    at = utc_now() - timedelta(days=1)
    items = agenda(store, meeting_of(as_of=at))
    assert {item.as_of for item in items} == {at}
    assert isinstance(items[0].as_of, datetime)
