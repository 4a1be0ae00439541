"""What is recorded, what closing fixes, and what may not be typed."""

from dataclasses import replace
from datetime import date

import pytest

from dscp_data.access import NotAllowed, User
from dscp_data.access import meeting_commands as commands
from dscp_data.intake.rules import PERSON
from dscp_data.meetings.actions import actions
from dscp_data.meetings.meeting import MeetingError, find_meeting
from dscp_data.meetings.preparation import agenda
from dscp_data.meetings.record import (
    Author,
    close,
    entries,
    follow_up,
    save_details,
    save_entry,
)
from dscp_data.meetings.reminders import describe_reminder
from dscp_data.meetings.revised import revised_figures
from dscp_data.model.meetings import MeetingEntry
from dscp_data.records.typed_text import LONGEST, PersonalData, TypedTextError
from dscp_data.trends import Selection, trends
from tests.meetings.conftest import ANN

STEADY = [100, 104, 97, 101, 99, 103, 98, 102, 100, 96, 104, 101, 99, 100, 103, 97, 102, 98]
STEWARD = User("stew@example.org", "Stew", "steward")


def entry(meeting, store, kind="decision", text="Step-down plans stay", **details):
    return MeetingEntry(kind, text, agenda(store, meeting)[-1].id, meeting.id, **details)


def again(store, meeting):
    return find_meeting(store, str(meeting.id))


def test_a_decision_is_recorded_with_its_author_and_time(store, meeting_of):
    one = meeting_of()
    save_entry(store, one, entry(one, store), ANN)
    (said,) = entries(store, one)
    assert (said.kind, said.text, said.status, said.changed_by) == (
        "decision", "Step-down plans stay", "", "ann",
    )  # fmt: skip
    assert said.changed_at is not None


def test_an_action_is_open_and_has_an_owner(store, meeting_of):
    one = meeting_of()
    with pytest.raises(MeetingError, match="Choose the role or agency"):
        save_entry(store, one, entry(one, store, "action"), ANN)
    save_entry(store, one, entry(one, store, "action", owner="hdft"), ANN)
    assert [said.status for said in entries(store, one)] == ["open"]


def test_closing_fixes_the_time_and_a_revised_figure_is_known_with_both_values(
    store, take_in_months, meeting_of
):
    take_in_months(STEADY)
    closed = close(store, meeting_of(), ANN)
    take_in_months([*STEADY[:-1], 93])
    indicator = store.plan.indicator("E08")
    then, now = (
        trends(store, [indicator], Selection(as_of=at, audience="exact"))[0]
        for at in (again(store, closed).as_of, None)
    )
    assert then.points["numerator"].iloc[-1] == 98
    (revised,) = revised_figures(then, now)
    assert revised.text == "September 2025: 98 then, 93 now"


def test_a_closed_meeting_changes_only_with_a_reason_and_gets_a_new_version(store, meeting_of):
    closed = close(store, meeting_of(), ANN)
    assert closed.versions == 1
    with pytest.raises(MeetingError, match="closed"):
        save_entry(store, closed, entry(closed, store), ANN)
    correct = Author("stew", reason="Left out of the minutes")
    save_entry(store, closed, entry(closed, store), correct)
    corrected = again(store, closed)
    assert (corrected.versions, corrected.as_of) == (2, closed.as_of)
    assert [said.reason for said in entries(store, corrected)] == ["Left out of the minutes"]


def test_a_meeting_closes_once(store, meeting_of):
    closed = close(store, meeting_of(), ANN)
    with pytest.raises(MeetingError, match="closed already"):
        close(store, closed, ANN)


def test_who_was_present_is_recorded_by_role(store, meeting_of):
    one = meeting_of(invited=("Chair", "hdft"))
    save_details(store, one, replace(one.details, present=("Chair",)), ANN)
    assert again(store, one).details.present == ("Chair",)


@pytest.mark.parametrize("text", ["NHS 943 476 5919", "born on 3 May 2012", "lives at DH1 5UL"])
def test_what_identifies_a_child_is_never_stored(store, meeting_of, text):
    one = meeting_of()
    with pytest.raises(PersonalData) as refused:
        save_entry(store, one, entry(one, store, text=text), Author("ann", explanation="Agreed"))
    assert not refused.value.needs_explanation
    assert entries(store, one) == ()


def test_what_may_name_a_person_is_asked_about_in_the_words_of_intake(store, meeting_of):
    one = meeting_of()
    named = entry(one, store, text="Kayleigh Dixon to report")
    with pytest.raises(PersonalData) as asked:
        save_entry(store, one, named, ANN)
    assert str(asked.value) == f"{PERSON.message} {PERSON.fix}"
    assert asked.value.needs_explanation
    save_entry(store, one, named, Author("ann", explanation="The name of a project"))
    assert [said.reason for said in entries(store, one)] == ["The name of a project"]


@pytest.mark.parametrize("place", ["Kayleigh Dixon", "x" * (LONGEST + 1)])
def test_a_place_is_checked_like_any_other_text(meeting_of, place):
    with pytest.raises(TypedTextError):
        meeting_of(place=place)


@pytest.mark.parametrize(
    ("role", "kind", "may"),
    [
        ("viewer", "comment", False),
        ("manager", "comment", False),
        ("auditor", "comment", False),
        ("member", "comment", True),
        ("member", "decision", False),
        ("analyst", "decision", True),
        ("steward", "decision", True),
    ],
)
def test_who_may_comment_and_who_may_record(store, meeting_of, role, kind, may):
    one, user = meeting_of(), User("ann@example.org", "Ann", role)
    said = entry(one, store, kind, "Agreed")
    if not may:
        with pytest.raises(NotAllowed):
            commands.save_entry(store, user, one, said, Author("another"))
    else:
        commands.save_entry(store, user, one, said, Author("another"))
    assert [one.changed_by for one in entries(store, one)] == ["ann@example.org"] * may


@pytest.mark.parametrize("role", ["member", "analyst", "manager", "auditor", "viewer"])
def test_only_a_steward_closes_a_meeting_and_corrects_it(store, meeting_of, role):
    one, user = meeting_of(), User("ann@example.org", "Ann", role)
    with pytest.raises(NotAllowed):
        commands.close(store, user, one, ANN)
    closed = commands.close(store, STEWARD, one, ANN)
    for kind in ("decision", "comment"):
        with pytest.raises(NotAllowed):
            commands.save_entry(
                store, user, closed, entry(closed, store, kind), Author("", reason="Wrong")
            )
    commands.save_entry(store, STEWARD, closed, entry(closed, store), Author("", reason="Wrong"))
    assert again(store, closed).versions == 2


def test_an_action_of_a_closed_meeting_is_followed_up_without_correcting_it(store, meeting_of):
    meeting = meeting_of()
    item = agenda(store, meeting)[0].id
    act = MeetingEntry("action", "Audit 20 closures", item, meeting.id, "dcc-csc")
    save_entry(store, meeting, act, ANN)
    closed = close(store, meeting, ANN)
    (said,) = entries(store, closed)
    follow_up(store, said, "done", ANN)
    (said,) = entries(store, closed)
    assert said.status == "done"
    assert find_meeting(store, str(meeting.id)).versions == closed.versions
    with pytest.raises(MeetingError):
        follow_up(store, replace(said, kind="decision"), "done", ANN)


def test_a_reminder_names_each_open_action_with_its_day(store, meeting_of):
    meeting = meeting_of()
    item = agenda(store, meeting)[0].id
    act = MeetingEntry(
        "action", "Audit 20 closures", item, meeting.id, "dcc-csc", date(2026, 12, 16)
    )
    save_entry(store, meeting, act, ANN)
    text = describe_reminder("dcc-csc", actions(store), store.plan, date(2026, 12, 20))
    assert text.splitlines()[0] == "Children's Social Care: 1 open action from Think Tank"
    assert "- Audit 20 closures (due 16 December 2026, overdue, agreed on" in text
