"""Roles are given, changed and ended with who and why; what was is kept."""

import pytest

from dscp_data.access import (
    NotAllowed,
    RoleError,
    User,
    end_role,
    give_role,
    require,
    role_assignments,
    stewards,
    user_of,
)
from dscp_data.catalogue import CatalogueError
from dscp_data.store import open_store
from dscp_data.store.backup.rebuild import rebuild
from dscp_data.store.engine.errors import Damaged
from dscp_data.store.event_log.events import events, first_broken_event

ANN, BEN = "ann@example.org", "ben@example.org"


def give(store, email=ANN, role="member", **whose):
    give_role(store, email, role, by="steward", reason="Agreed", **whose)


def log_of(store):
    with store.cursor() as cursor:
        return events(cursor)


def test_somebody_without_a_role_has_none(store):
    assert user_of(store, ANN, "Ann") == User(ANN, "Ann")


def test_a_role_applies_from_the_moment_it_is_given(store):
    give(store, role="manager", localities=["teesdale", "easington"])
    assert user_of(store, ANN, "Ann") == User(
        ANN, "Ann", "manager", frozenset(), frozenset({"easington", "teesdale"})
    )


def test_an_address_is_the_same_however_it_is_written(store):
    give(store, email=" Ann@Example.ORG ")
    assert user_of(store, "ANN@example.org", "Ann").role == "member"


@pytest.mark.parametrize("alike", ["ann@example.or\u0261", "\u212aate@example.org", "ann"])
def test_letters_that_look_alike_are_other_letters(store, alike):
    give(store, email="ann@example.org")
    give(store, email="kate@example.org")
    assert user_of(store, alike, "Ann").role is None


def test_a_role_ends(store):
    give(store)
    end_role(store, ANN, by="steward", reason="Left")
    assert user_of(store, ANN, "Ann").role is None
    (had,) = role_assignments(store, ended=True)
    assert (had.given_by, had.reason, had.ended_because) == ("steward", "Agreed", "Left")
    assert had.ended_at >= had.given_at
    assert role_assignments(store) == []


def test_another_role_takes_the_place_of_the_one_before(store):
    give(store)
    give(store, role="analyst", agencies=["tewv"])
    assert [one.role for one in role_assignments(store)] == ["analyst"]
    assert [one.role for one in role_assignments(store, ended=True)] == ["member", "analyst"]


def test_the_same_role_again_changes_nothing(store):
    give(store)
    before = log_of(store)
    give(store)
    assert log_of(store) == before


def test_the_last_steward_stays_one(store):
    give(store, role="steward")
    with pytest.raises(RoleError, match="only steward"):
        end_role(store, ANN, by=ANN)
    with pytest.raises(RoleError, match="only steward"):
        give(store, role="member")
    give(store, email=BEN, role="steward")
    end_role(store, ANN, by=BEN)
    assert stewards(store) == [BEN]


@pytest.mark.parametrize(
    ("role", "whose"),
    [
        ("king", {}),
        ("manager", {}),
        ("manager", {"localities": ["easington"], "agencies": ["tewv"]}),
        ("analyst", {}),
        ("analyst", {"localities": ["easington"]}),
        ("member", {"agencies": ["tewv"]}),
    ],
)
def test_a_role_that_makes_no_sense_is_refused(store, role, whose):
    with pytest.raises(RoleError):
        give(store, role=role, **whose)
    assert role_assignments(store, ended=True) == []


def test_an_agency_that_the_plan_does_not_have_is_refused(store):
    with pytest.raises(CatalogueError, match="tevv"):
        give(store, role="analyst", agencies=["tevv"])


@pytest.mark.parametrize("email", ["", "ann", "ann@", "a b@example.org", "ann\n@example.org"])
def test_what_is_no_address_is_refused(store, email):
    with pytest.raises(RoleError, match="email address"):
        give(store, email=email)


def test_each_change_is_in_the_log_with_who_did_it(store):
    give(store)
    end_role(store, ANN, by="steward")
    told = [(e.what, e.who, e.subjects) for e in log_of(store)]
    assert told == [("role given", "steward", (ANN,)), ("role ended", "steward", (ANN,))]
    assert first_broken_event(log_of(store)) is None


def test_roles_come_back_when_the_database_is_made_again(tmp_path):
    path = tmp_path / "dscp.duckdb"
    with open_store(path) as store:
        give(store, role="analyst", agencies=["tewv"])
        give(store, email=BEN)
        end_role(store, BEN, by="steward")
        before = role_assignments(store, ended=True)
    path.unlink()
    rebuild(path, "steward", lambda *_: None)
    with open_store(path) as store:
        assert role_assignments(store, ended=True) == before


def test_any_number_of_roles_matches_the_log(tmp_path):
    path = tmp_path / "dscp.duckdb"
    with open_store(path) as store:
        for number in range(12):
            give(store, email=f"person{number}@example.org")
        before = role_assignments(store)
    with open_store(path) as store:
        assert role_assignments(store) == before


def test_a_role_that_was_written_past_the_log_is_found(tmp_path):
    path = tmp_path / "dscp.duckdb"
    with open_store(path) as store:
        give(store)
        with store.transaction() as cursor:
            cursor.execute("UPDATE user_role SET role = 'steward'")
    with pytest.raises(Damaged, match="The list of roles"):
        open_store(path)


def test_a_refusal_is_a_sentence_and_an_event(store):
    viewer = User(ANN, "Ann", "viewer")
    with pytest.raises(NotAllowed, match="accept a return"):
        require(store, viewer, "accept-returns", ["tewv"])
    (event,) = log_of(store)
    assert (event.what, event.who) == ("refused", ANN)
    assert event.details == {"asked": "accept-returns", "role": "viewer", "about": ["tewv"]}


def test_what_is_allowed_leaves_no_trace(store):
    require(store, User(ANN, "Ann", "steward"), "accept-returns", ["tewv"])
    assert log_of(store) == []
