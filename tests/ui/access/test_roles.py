"""What each role sees and does on the pages, whatever its address bar and widgets say."""

import re
from datetime import date
from pathlib import Path

import pytest

from dscp_data.access import ACTIONS, ROLES, NotAllowed, can, end_role
from dscp_data.catalogue import catalogue
from dscp_data.store.event_log.events import events
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import signed_in_user
from dscp_ui.queries.named_sql import SQL_ABOUT_RETURNS, SQL_REQUIRES
from tests.distinctive import APART, BASE, ELSEWHERE, EXACT, exact_in
from tests.paths import PAGES
from tests.ui.access.people import ANN, STEWARD
from tests.ui.pages import opened, shown_return, text_of
from tests.ui.tables import tables
from tests.ui.uploads import LINE, send
from tests.workbooks import workbook

WITHOUT_EXACT = ("viewer", "auditor", "manager")
OF_THE_REGISTER = next(
    one.id for one in catalogue().indicators if one.worked_out_from == "concerns"
)
FORGED = {
    "audience": "member",
    "as_of": "2026-06-01",
    "returns_view": "Accepted returns",
    "view": "Figures",
    "indicator": "E08",
}
TOTAL_PROTECTED = f"{2 * EXACT[-1] + APART + 1:,}".encode()  # to the nearest 5, as it is read


def refusals():
    with queries.store().cursor() as cursor:
        return [event for event in events(cursor) if event.what == "refused"]


def heard(app):
    """Everything that the page sent, as bytes."""
    sent = (getattr(node, "proto", None) for node in app._tree)
    return b"".join(proto.SerializeToString() for proto in sent if proto is not None)


def theirs(role):
    """Of the pages that are not everybody's, whether each is this role's."""
    return {
        "evidence": role not in ("viewer", "auditor"),
        "meeting": role in ("member", "analyst", "steward"),
        "returns": role not in ("viewer", "auditor"),
        "users": role == "steward",
        "audit": role in ("steward", "auditor"),
    }


@pytest.mark.parametrize("role", ROLES)
def test_a_page_that_is_not_somebodys_is_refused_and_logged(sign_in, role):
    sign_in(role)
    app = opened("returns", **FORGED)
    for page, may in theirs(role).items():
        app.switch_page(f"../pages/{page}.py").run()
        assert not app.exception
        refused = f"Your role, {role}, does not include this page. Ask a steward: {STEWARD}."
        assert (refused in text_of(app)) != may
        assert bool(app.button or app.tabs or app.get("button_group")) >= may
    assert [event.who for event in refusals()] == [ANN] * list(theirs(role).values()).count(False)


@pytest.mark.parametrize("role", WITHOUT_EXACT)
def test_who_sees_no_exact_figures_is_sent_none_whatever_the_address_says(sign_in, role):
    sign_in(role)
    app = opened("overview", **FORGED)
    for page in PAGES:
        app.session_state["audience"] = "exact"
        app.switch_page(f"../pages/{page}.py").run()
        assert not app.exception, page
        assert exact_in(heard(app)) == [], page
        if page in ("overview", "priority_two"):
            assert TOTAL_PROTECTED in heard(app), page
    # What is not theirs is not even asked for by the pages that are.
    not_theirs = {f"the page {page.capitalize()}" for page, may in theirs(role).items() if not may}
    assert {event.details["asked"] for event in refusals()} == not_theirs


def test_a_member_is_sent_every_exact_figure(sign_in):
    sign_in("member")
    app = opened("priority_two", indicator="E08", view="Figures")
    assert set(EXACT + ELSEWHERE) <= set(exact_in(heard(app)))


def test_a_manager_sees_how_their_locality_compares_but_no_figure_for_another(sign_in):
    sign_in("manager")
    app = opened("locality", place="easington")
    assert not app.exception
    assert set(exact_in(heard(app))) <= {*EXACT, BASE}


@pytest.mark.parametrize("view", ["Figures", "By locality", "By agency"])
def test_a_manager_is_sent_the_exact_figures_of_their_own_localities_alone(sign_in, view):
    sign_in("manager")
    app = opened("priority_two", **{**FORGED, "view": view}, locality="easington")
    assert not app.exception
    found = set(exact_in(heard(app)))
    # A trend is drawn as a picture: its table has every number, the page's words the newest.
    assert (set(EXACT) if view == "Figures" else {EXACT[-1]}) <= found
    assert found <= {*EXACT, BASE}
    app.query_params["locality"] = "easington teesdale"
    app.session_state["locality"] = "easington teesdale"
    app.run()
    assert exact_in(heard(app)) == []


def asked():
    """Every question that gives something exact, by the action that it needs; each is made as if
    no page had held it to what the reader may see."""
    whole, own = Selection(audience="exact"), Selection(localities=("easington",), audience="exact")
    given = {"indicators": None, "agencies": None, "first": None, "last": None, "as_of": None}
    everywhere, here = {**given, "localities": None}, {**given, "localities": ["easington"]}
    somewhere = {"as_of": None, "localities": None}
    return [
        ("see-exact", None, lambda: queries.run_sql("observations", **everywhere)),
        ("see-exact", "easington", lambda: queries.run_sql("observations", **here)),
        ("see-exact", None, lambda: queries.run_sql("concerns", **somewhere)),
        ("see-exact", None, lambda: queries.run_sql("mapping_meetings", **somewhere)),
        ("see-exact", None, lambda: queries.new_signals(whole, date(2025, 4, 1))),
        ("see-exact", "easington", lambda: queries.new_signals(own, date(2025, 4, 1))),
        ("see-exact", None, lambda: queries.present_outliers(whole)),
        ("see-exact", "easington", lambda: queries.present_outliers(own)),
        ("see-exact", None, lambda: queries.reconciled(queries.plan().pairs[0].id, whole)),
        ("see-exact", None, lambda: queries.cohorts(OF_THE_REGISTER, whole)),
        ("see-exact", None, lambda: queries.activity(whole)),
        ("see-exact", None, lambda: queries.activity_by_place(whole)),
        ("see-exact", None, lambda: queries.event_frequency("opened", whole)),
        ("see-exact", None, lambda: queries.register_cut_off(whole)),
        ("see-exact", None, lambda: queries.times_to_resolution(whole)),
        ("see-records", None, lambda: queries.run_sql("evidence", as_of=None)),
        ("see-records", None, lambda: queries.run_sql("actions", as_of=None)),
        ("see-records", None, lambda: queries.run_sql("setting_history", as_of=None)),
        ("see-records", None, queries.settings),
        ("see-records", None, queries.evidence_log),
        ("see-records", None, queries.coverage),
        ("see-records", None, queries.position_dates),
        ("see-returns", None, lambda: queries.run_sql("returns", as_of=None)),
        ("see-returns", None, lambda: queries.run_sql("refusals", as_of=None)),
        ("see-returns", None, lambda: queries.run_sql("return_history", return_id=1)),
        ("see-returns", None, lambda: queries.due(date(2026, 6, 1))),
        ("see-originals", None, lambda: queries.run_sql("query_answers", return_id=1)),
        ("see-originals", None, lambda: queries.run_sql("register_counts", return_id=1)),
        ("see-originals", None, lambda: queries.run_sql("compare_returns", older=1, newer=1)),
        ("withdraw-returns", None, lambda: queries.preview_state_change(1, "withdrawn")),
    ]


def test_a_question_is_answered_to_those_who_may_ask_it_and_to_nobody_else(sign_in):
    refused = 0
    for role in ROLES:  # one after another: the answers are the same, and worked out once
        sign_in(role)
        for action, place, ask in asked():
            # The return is of an agency that is not the analyst's.
            if can(signed_in_user.user(), action, "dcc-csc", place):
                ask()
            else:
                refused += 1
                with pytest.raises(NotAllowed):
                    ask()
        assert len(refusals()) == refused, role


def test_a_trend_that_asks_for_exact_figures_gets_protected_ones(sign_in):
    forged = Selection(audience="exact")
    for role in WITHOUT_EXACT:
        sign_in(role)
        (trend,) = queries.series("E08", forged)
        assert trend.audience == "protected", role
        assert not set(trend.values) & {2 * exact + APART for exact in EXACT}
        assert set(queries.revised(trend, forged)) == {""}
        table = queries.overview(forged, ("E08", "E04"))
        assert not set(table["sparkline"].explode()) & {2 * exact + APART for exact in EXACT}


def test_every_question_that_pages_ask_shows_what_it_needs():
    sources = [
        path.read_text(encoding="utf-8") for path in Path(queries.__file__).parents[1].rglob("*.py")
    ]
    asked_for = set(re.findall(r'queries\.run_sql\(\s*"(\w+)"', "\n".join(sources)))
    assert len(asked_for) > 10
    assert asked_for <= {*SQL_REQUIRES, *SQL_ABOUT_RETURNS}


def test_no_question_that_is_not_named_is_answered(sign_in):
    sign_in("steward")
    with pytest.raises(KeyError):
        queries.run_sql("figures")


@pytest.mark.parametrize(("role", "all_of_it"), [("steward", True), ("analyst", False)])
def test_what_is_in_a_return_is_for_its_agency_whichever_person_chose_the_row(
    sign_in, role, all_of_it
):
    sign_in(role)  # the return is of an agency that is not the analyst's
    app = shown_return(1)
    assert [one.label for one in app.expander] == ["Withdraw this return"] * all_of_it


def test_somebody_without_a_role_sees_whom_to_ask_and_nothing_else(sign_in):
    sign_in()
    app = opened("overview", **FORGED)
    assert not app.exception
    assert f"do not have a role yet. Ask a steward: {STEWARD}." in text_of(app)
    assert not [*app.dataframe, *tables(app), *app.get("popover"), *app.tabs]
    app.run()
    assert [(event.who, event.details["asked"]) for event in refusals()] == [(ANN, "the dashboard")]


def test_a_role_that_ends_is_gone_with_the_next_click(sign_in):
    sign_in("member")
    app = opened("overview")
    assert "Ann Lee, member" in text_of(app)
    end_role(queries.store(), ANN, by=STEWARD)
    app.run()
    assert "do not have a role yet" in text_of(app)
    assert not app.dataframe


@pytest.mark.usefixtures("database")
def test_without_a_provider_one_person_may_do_everything():
    app = opened("users")
    assert "Single-user mode: no sign-in on this computer." in text_of(app)
    assert signed_in_user.user() == signed_in_user.LOCAL
    assert all(can(signed_in_user.LOCAL, action) for action in ACTIONS)


def test_an_analyst_can_look_at_a_file_of_another_agency_and_not_accept_it(sign_in):
    sign_in("analyst")
    app = send(("csc.xlsx", workbook(LINE)))
    assert "figures for an agency you do not act for" in text_of(app)
    assert "Accept this return" not in [button.label for button in app.button]
