"""Who may do what: every role × action × agency × locality, against a table written by hand."""

import itertools

import pytest

from dscp_data.access import ACTIONS, ROLES, User, can, matrix
from dscp_data.access.authorisation import refusal_in_words

OWN_AGENCY, OTHER_AGENCY = "tewv", "dcc-csc"
OWN_PLACE, OTHER_PLACE = "easington", "teesdale"
EVERYBODY = set(ROLES)
INFORMED = {"member", "analyst", "steward"}

# From the partnership's rules and not from plan/access.csv: who may do it for all together, who
# else only for their own agency, and who else only in their own localities.
EXPECTED = {
    "see-protected": (EVERYBODY, set(), set()),
    "see-exact": (INFORMED, set(), {"manager"}),
    "see-records": (INFORMED | {"manager"}, set(), set()),
    "see-returns": (INFORMED | {"manager"}, set(), set()),
    "see-originals": ({"steward"}, {"analyst"}, set()),
    "check-returns": ({"steward", "analyst"}, set(), set()),
    "accept-returns": ({"steward"}, {"analyst"}, set()),
    "withdraw-returns": ({"steward"}, {"analyst"}, set()),
    "edit-meanings": ({"steward"}, {"analyst"}, set()),
    "edit-settings": ({"steward"}, set(), set()),
    "export-protected": (EVERYBODY, set(), set()),
    "export-exact": (INFORMED, set(), {"manager"}),
    "manage-users": ({"steward"}, set(), set()),
    "see-audit": ({"steward", "auditor"}, set(), set()),
    "run-retention": ({"steward"}, set(), set()),
    "see-meetings": (INFORMED, set(), set()),
    "comment-on-meetings": (INFORMED, set(), set()),
    "prepare-meetings": ({"steward", "analyst"}, set(), set()),
    "record-meetings": ({"steward", "analyst"}, set(), set()),
    "close-meetings": ({"steward"}, set(), set()),
    "correct-meetings": ({"steward"}, set(), set()),
    "write-commentary": (INFORMED, set(), set()),
    "review-commentary": (INFORMED, set(), set()),
    "save-views": (INFORMED | {"manager"}, set(), set()),
    "manage-feeds": ({"steward"}, set(), set()),
    "edit-evidence": ({"steward"}, {"analyst"}, set()),
    "edit-reform-plan": ({"steward"}, {"analyst"}, set()),
    "correct-plan": ({"steward"}, set(), set()),
}


def somebody(role):
    """A person of a role, with an agency and a locality of their own, whatever the role."""
    return User("ann@example.org", "Ann", role, frozenset({OWN_AGENCY}), frozenset({OWN_PLACE}))


def expected(role, action, agency, locality):
    always, own_agency, own_place = EXPECTED[action]
    if role in own_agency:
        return agency == OWN_AGENCY
    if role in own_place:
        return locality == OWN_PLACE
    return role in always


def test_every_action_is_expected_of_somebody():
    assert set(EXPECTED) == set(ACTIONS) == set(matrix())


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_is_expected_and_nothing_else(role):
    asked = itertools.product(
        ACTIONS, (None, OWN_AGENCY, OTHER_AGENCY), (None, OWN_PLACE, OTHER_PLACE)
    )
    for action, agency, locality in asked:
        found = can(somebody(role), action, agency, locality)
        assert found == expected(role, action, agency, locality), (action, agency, locality)


@pytest.mark.parametrize("action", ACTIONS)
def test_without_a_role_nobody_may_do_anything(action):
    assert not can(somebody(None), action, OWN_AGENCY, OWN_PLACE)
    assert not can(somebody("king"), action, OWN_AGENCY, OWN_PLACE)


@pytest.mark.parametrize("role", ROLES)
def test_what_is_no_action_is_allowed_to_nobody(role):
    assert not can(somebody(role), "fly", OWN_AGENCY, OWN_PLACE)


@pytest.mark.parametrize("role", ["manager", "analyst"])
def test_without_anything_of_their_own_they_have_no_more_than_a_stranger(role):
    bare = User("ann@example.org", "Ann", role)
    for action in ACTIONS:
        mine = can(bare, action, OWN_AGENCY, OWN_PLACE)
        assert mine == can(somebody(role), action, OTHER_AGENCY, OTHER_PLACE)


@pytest.mark.parametrize(
    ("action", "role", "said"),
    [
        ("accept-returns", "viewer", "Your role does not allow this: accept a return. "),
        ("accept-returns", None, "Your role does not allow this: accept a return. "),
        (
            "accept-returns",
            "analyst",
            "Your role allows this only for your own agencies: accept a return. ",
        ),
        (
            "export-exact",
            "manager",
            "Your role allows this only in your own localities: download exact figures. ",
        ),
    ],
)
def test_a_refusal_is_a_sentence_that_names_whom_to_ask(action, role, said):
    assert refusal_in_words(action, role) == f"{said}Ask a steward."
