"""Each act is for those who may, and is written as theirs; pages have no other way to change what
is held.
"""

import ast
from datetime import date
from pathlib import Path

import pytest

from dscp_data.access import NotAllowed, User, role_assignments
from dscp_data.access import commands as acts
from dscp_data.model.mappings import TermMapping
from dscp_data.settings import NewSetting, settings_at
from dscp_data.store import saved_mappings
from dscp_data.store.event_log.events import events
from tests.making import checked, observation

pytestmark = pytest.mark.both_places

STEWARD = User("sue@example.org", "Sue", "steward")
OWN = User("ann@example.org", "Ann", "analyst", frozenset({"dcc-csc"}))
OTHER = User("tom@example.org", "Tom", "analyst", frozenset({"tewv"}))
MEMBER = User("mo@example.org", "Mo", "member")
NOBODY = User("no@example.org", "No")
CONTENT = b"a workbook"
PATCH = TermMapping("dcc-csc", "locality", "Seaham patch", "easington")
TARGET = NewSetting("target", date(2025, 4, 1), "E08", value=20.0)
ROOT = Path(__file__).parents[2]
CHANGES = {
    *(
        "accept",
        "withdraw",
        "restore",
        "save_mappings",
        "end_mapping",
        "record_refusal",
        "record_check",
    ),
    *("save_setting", "end_setting", "give_role", "end_role", "save_comparators"),
}


def take(store, user, **differences):
    made = checked(observation(), content=CONTENT, **differences)
    return acts.accept(store, user, made, CONTENT, [])


def by_whom(store, what):
    with store.cursor() as cursor:
        return [event.who for event in events(cursor) if event.what == what]


def test_an_analyst_accepts_and_withdraws_the_returns_of_their_own_agency(store):
    receipt = take(store, OWN)
    acts.withdraw(store, OWN, receipt.return_id, "a mistake")
    acts.put_back(store, OWN, receipt.return_id, "none after all")
    for what in ("return accepted", "return withdrawn", "return put back"):
        assert by_whom(store, what) == [OWN.email]


@pytest.mark.parametrize("user", [OTHER, MEMBER, NOBODY])
def test_others_may_neither_accept_withdraw_nor_put_back_a_return(store, user):
    with pytest.raises(NotAllowed):
        take(store, user)
    receipt = take(store, STEWARD)
    for act in (acts.withdraw, acts.put_back):
        with pytest.raises(NotAllowed):
            act(store, user, receipt.return_id, "because")
    assert by_whom(store, "refused") == [user.email] * 3
    assert store.query("returns", as_of=None)["state"].tolist() == ["accepted"]


def test_a_return_with_figures_of_another_agency_is_not_an_analysts_own(store):
    slipped_in = checked(observation(agency="tewv"), observation(), content=CONTENT, agency="tewv")
    with pytest.raises(NotAllowed):
        acts.accept(store, OTHER, slipped_in, CONTENT, [])
    receipt = acts.accept(store, STEWARD, slipped_in, CONTENT, [])
    with pytest.raises(NotAllowed):
        acts.withdraw(store, OTHER, receipt.return_id, "because")


def test_a_return_that_is_nobodys_is_for_stewards(store):
    of_nobody = checked(content=CONTENT, agency=None)
    with pytest.raises(NotAllowed):
        acts.accept(store, OWN, of_nobody, CONTENT, [])
    assert acts.accept(store, STEWARD, of_nobody, CONTENT, []).return_id == 1


def test_an_agencys_own_words_are_for_its_analyst(store):
    with pytest.raises(NotAllowed):
        acts.save_mappings(store, OTHER, [PATCH])
    acts.save_mappings(store, OWN, [PATCH])
    with pytest.raises(NotAllowed):
        acts.end_mapping(store, OTHER, 1)
    assert saved_mappings(store).held == (PATCH,)
    acts.end_mapping(store, OWN, 1)
    assert saved_mappings(store).held == ()


@pytest.mark.parametrize("user", [OWN, MEMBER, NOBODY])
def test_settings_and_users_are_for_stewards(store, user):
    with pytest.raises(NotAllowed):
        acts.save_setting(store, user, TARGET, "", "agreed")
    acts.save_setting(store, STEWARD, TARGET, "somebody else", "agreed")
    with pytest.raises(NotAllowed):
        acts.end_setting(store, user, 1, None, "", "a mistake")
    with pytest.raises(NotAllowed):
        acts.give_role(store, user, user.email, "steward", [], [], "because")
    acts.give_role(store, STEWARD, STEWARD.email, "steward", [], [], "the first")
    with pytest.raises(NotAllowed):
        acts.end_role(store, user, STEWARD.email, "because")
    assert len(settings_at(store)) == len(role_assignments(store)) == 1


def test_a_setting_is_by_who_signed_in_whatever_name_is_typed(store):
    acts.save_setting(store, STEWARD, TARGET, "somebody else", "agreed")
    assert by_whom(store, "target set") == [STEWARD.email]


def test_without_a_sign_in_a_setting_is_by_the_name_that_is_typed(store):
    local = User("", "local user", "steward")
    acts.save_setting(store, local, TARGET, "Ann Lee", "agreed")
    assert by_whom(store, "target set") == ["Ann Lee"]


def test_a_file_is_checked_by_those_who_send_returns(store):
    with pytest.raises(NotAllowed):
        acts.note_check(store, MEMBER, checked(observation()))
    acts.note_check(store, OWN, checked(observation()))
    assert by_whom(store, "file checked") == [OWN.email]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dscp_data"):
            yield from (name.name for name in node.names)


def test_pages_change_data_through_commands_alone():
    pages = [*(ROOT / "dscp_ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    found = {path.name: CHANGES.intersection(imported(path)) for path in pages}
    assert {name: names for name, names in found.items() if names} == {}
    calls = "\n".join(path.read_text(encoding="utf-8") for path in pages)
    assert calls.count("commands.") >= 10
    assert ".change(" not in calls
