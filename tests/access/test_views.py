"""Saved views: for oneself or for all, renamed by nobody else, and removed without being lost."""

import pytest

from dscp_data.access import NotAllowed, User
from dscp_data.access.view_commands import remove_view, save_view
from dscp_data.meetings.meeting import MeetingError
from dscp_data.store.event_log.verification import verify_log
from dscp_data.store.records.saved_views import read_views

ANN = User("ann@example.org", "Ann", "member")
BO = User("bo@example.org", "Bo", "member")
STEWARD = User("cy@example.org", "Cy", "steward")
VIEWER = User("vi@example.org", "Vi", "viewer")
ADDRESS = "priority_two?indicator=E04&as_of=2026-10-07"


def names(store, person):
    return [one.name for one in read_views(store, person.signature)]


def test_a_saved_view_is_offered_to_its_owner_and_a_shared_one_to_everybody(store):
    save_view(store, ANN, "My locality", ADDRESS, for_all=False)
    save_view(store, ANN, "Before the meeting", ADDRESS, for_all=True)
    assert names(store, ANN) == ["Before the meeting", "My locality"]
    assert names(store, BO) == ["Before the meeting"]


def test_a_view_keeps_its_address_and_with_it_the_day(store):
    save_view(store, ANN, "October", ADDRESS, for_all=False)
    assert [one.address for one in read_views(store, ANN.signature)] == [ADDRESS]


def test_only_its_owner_or_a_steward_removes_a_view(store):
    save_view(store, ANN, "For all", ADDRESS, for_all=True)
    (view,) = read_views(store, BO.signature)
    with pytest.raises(NotAllowed):
        remove_view(store, BO, view)
    remove_view(store, STEWARD, view)
    assert names(store, ANN) == []


def test_a_viewer_saves_none_and_a_name_has_to_be_one(store):
    with pytest.raises(NotAllowed):
        save_view(store, VIEWER, "Mine", ADDRESS, for_all=False)
    with pytest.raises(MeetingError):
        save_view(store, ANN, " ", ADDRESS, for_all=False)


def test_views_are_as_the_log_says(store):
    save_view(store, ANN, "October", ADDRESS, for_all=False)
    path = store.path
    store.close()
    assert verify_log(path).faults == ()
