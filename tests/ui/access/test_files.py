"""Files are made for those who may have them when they ask, whatever a page offered before."""

from dataclasses import asdict
from functools import partial

import pandas as pd
import pytest

from dscp_data.access import ROLES, NotAllowed, end_role
from dscp_data.model.faults import Fault
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import signed_in_user
from dscp_ui.frame import downloads
from tests.templates.books import book, saved
from tests.ui.access.people import ANN, STEWARD


@pytest.mark.parametrize("role", ROLES)
def test_a_file_is_made_for_those_who_may_have_it(sign_in, role):
    sign_in(role)
    acting = signed_in_user.user()
    everywhere, own = role in ("member", "analyst", "steward"), role == "manager"
    for places, may in ((), everywhere), (("easington",), everywhere or own):
        selection = Selection(localities=places, audience="exact")
        if may:
            assert downloads.trends_to_export(acting, "E08", selection)
        else:
            with pytest.raises(NotAllowed, match="download exact figures"):
                downloads.trends_to_export(acting, "E08", selection)
    (wider,) = downloads.trends_to_export(acting, "E08", Selection(audience="protected"))
    assert wider.audience == "protected"


def test_an_analyst_has_the_originals_and_templates_of_their_own_agency_alone(sign_in):
    sign_in("analyst")
    acting = signed_in_user.user()
    assert downloads.template(acting, "tewv", 2026)
    with pytest.raises(NotAllowed, match="only for your own agencies"):
        downloads.template(acting, "dcc-csc", 2026)
    with pytest.raises(NotAllowed, match="only for your own agencies"):
        downloads.original(acting, 1, "ab", "return.xlsx")


def test_a_file_that_was_offered_before_a_role_ended_is_not_made(sign_in):
    sign_in("member")
    acting = signed_in_user.user()
    end_role(queries.store(), ANN, by=STEWARD)
    with pytest.raises(NotAllowed):
        downloads.trends_to_export(acting, "E08", Selection(audience="exact"))
    with pytest.raises(NotAllowed):
        downloads.template(acting, "tewv", 2026)
    with pytest.raises(NotAllowed):
        downloads.original(acting, 1, "ab", "return.xlsx")


@pytest.mark.parametrize("role", ROLES)
def test_the_faults_of_a_return_are_handed_to_those_who_may_have_it_checked(sign_in, role):
    sign_in(role)
    acting = signed_in_user.user()
    fault = Fault("Data", "B2", "", "rule", "error", "This is no number.", "Give a number.")
    rows, content = pd.DataFrame([asdict(fault)]), saved(book(B2="x"))
    made = [
        partial(downloads.table, acting, "check-returns", (), rows, "faults in return.xlsx"),
        partial(downloads.annotated_workbook, acting, content, [fault], "return.xlsx"),
    ]
    for make in made:
        if role in ("analyst", "steward"):
            assert make().rows == 1
            end_role(queries.store(), ANN, by=STEWARD)
        with pytest.raises(NotAllowed, match="check a file"):
            make()
        sign_in(role)


def test_what_changed_between_returns_is_handed_to_their_own_agency_alone(sign_in):
    sign_in("analyst")
    make = partial(downloads.table, signed_in_user.user(), "see-originals")
    rows = pd.DataFrame({"Figure": [3]})
    assert b"Figure\r\n3" in make(["tewv"], rows, "figures").content
    for agencies in (["dcc-csc"], []):  # without one it is of several
        with pytest.raises(NotAllowed, match="only for your own agencies"):
            make(agencies, rows, "figures")
