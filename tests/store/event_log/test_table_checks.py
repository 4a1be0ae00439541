"""A change made by hand with DuckDB, to any table, is named when the database is opened and by
verify-log."""

import shutil
from datetime import date

import duckdb
import pytest

from dscp_data.comparators import read_tidy
from dscp_data.disclosure.protected_cube import refresh_protected
from dscp_data.model.periods import Period
from dscp_data.model.settings import NewSetting
from dscp_data.operations.bulk_load import PUBLISHED
from dscp_data.settings import save_setting
from dscp_data.store import accept, open_store, save_comparators
from dscp_data.store.engine.errors import Damaged
from dscp_data.store.event_log.digests import tables
from dscp_data.store.event_log.table_checks import CHECKS
from dscp_data.store.event_log.verification import verify_log
from tests.making import checked, observation

PLACES = ("easington", "teesdale", "durham-city")
DERIVE = (
    "DELETE FROM current_observation;"
    " INSERT INTO current_observation BY NAME SELECT * FROM derive_current_observation(NULL);"
)
GHOST = (
    "INSERT INTO setting (kind, indicator, day, value, text, set_at, set_by, reason) VALUES"
    " ('target', 'E08', DATE '2025-04-01', 5.0, '', now()::TIMESTAMP, 'ghost', '')"
)
BY_HAND = {
    "a hidden count put in place of its range": (
        "UPDATE protected_figure SET numerator = 3",
        "The protected figures of E08 do not match those that were computed.",
    ),
    "all protected figures gone": ("DELETE FROM protected_figure", "protected figures of E08"),
    "a protected indicator that is not protected": (
        "DELETE FROM protected_indicator",
        "protected figures of E08",
    ),
    "what was published forgotten": ("DELETE FROM published_cell", "protected figures of E08"),
    "who contributed to it forgotten": (
        "UPDATE published_contributor SET numerator = 0",
        "protected figures of E08",
    ),
    "nothing left of what is protected": (
        "DELETE FROM protected_figure; DELETE FROM protected_indicator;"
        " DELETE FROM published_cell; DELETE FROM published_contributor",
        "protected figures of E08",
    ),
    "no target left": ("DELETE FROM setting", "The list of settings does not"),
    "no figure left": (
        "DELETE FROM observation; DELETE FROM current_observation; DELETE FROM revised_key",
        "Return 1 does not match what was accepted: 0 lines",
    ),
    "no current figure left": ("DELETE FROM current_observation", "The current figures do not"),
    "current figures of nothing": ("DELETE FROM observation", "Return 1 does not match"),
    "a replacement undone": (f"DELETE FROM supersession; {DERIVE}", "which return replaces which"),
    "a target set by a ghost": (GHOST, "The list of settings does not"),
    "another target": ("UPDATE setting SET value = 99", "The list of settings does not"),
    "another file name": ("UPDATE return SET file = 'other.xlsx'", "The list of returns does"),
    "another agency": ("UPDATE return SET agency = 'cddft'", "The list of returns does"),
    "another time of acceptance": (
        "UPDATE return_state SET changed_at = changed_at - INTERVAL 1 DAY WHERE return_id = 1",
        "when returns were accepted",
    ),
    "revised marks gone": ("DELETE FROM revised_key", "The marks of revised figures"),
    "the data version lowered": ("UPDATE data_version SET version = 1", "The data version"),
    "the data version gone": ("DELETE FROM data_version", "The data version"),
    "a published figure changed": (
        "UPDATE comparator SET value = 1 WHERE indicator = 'E08'",
        "The published figures do not",
    ),
    "a mark of what stays hidden added": (
        "INSERT INTO protected_mark (indicator, agency, locality, period_type, mark, period_starts)"
        " VALUES ('E08', 'dcc-csc', 'easington', 'month', 'revised', [DATE '2025-04-01'])",
        "The list of hidden figures",
    ),
    "a figure changed": ("UPDATE observation SET numerator = 99", "Return 1 does not match"),
    "a current figure changed": ("UPDATE current_observation SET numerator = 99", "current"),
    "an event changed": ("UPDATE event SET who = 'innocent' WHERE number = 2", "Event 2"),
    "an answer added": (
        "INSERT INTO answer (return_id, sheet, cell, code, message, reason, answered_at,"
        " answered_by) VALUES (1, '', '', '', '', '', now()::TIMESTAMP, 'ghost')",
        "The list of reasons for queries",
    ),
    "a role given": (
        "INSERT INTO user_role (email, role, agencies, localities, given_at, given_by, reason)"
        " VALUES ('ghost@example.org', 'steward', [], [], now()::TIMESTAMP, 'ghost', '')",
        "The list of roles",
    ),
    "a migration gone": ("INSERT INTO schema_version (version) VALUES (1)", "migrations"),
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A closed database: a return, one that replaces it, a target, published figures, and
    protected figures of all that."""
    path = tmp_path_factory.mktemp("filled") / "dscp.duckdb"
    with open_store(path) as store:
        for number, content in ((3.0, b"first"), (4.0, b"second")):
            rows = [
                observation(locality=place, period=Period(date(2025, m, 1), "month"),
                            numerator=number + m)
                for place in PLACES for m in (4, 5, 6)
            ]  # fmt: skip
            accept(store, checked(*rows, content=content), content, by="analyst")
        target = NewSetting("target", date(2025, 4, 1), "E08", value=20.0)
        note = NewSetting("note", date(2025, 4, 1), "E08", text="New form", note_kind="form")
        for one in (target, note):
            save_setting(store, one, by="steward", reason="agreed")
        save_comparators(store, read_tidy(PUBLISHED))
        refresh_protected(store, [store.plan.indicator("E08")])
    return path


@pytest.fixture
def copy(filled, tmp_path):
    shutil.copytree(filled.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / filled.name


def test_nothing_is_wrong_with_what_the_dashboard_wrote(copy):
    assert verify_log(copy).faults == ()
    open_store(copy).close()
    assert verify_log(copy).faults == ()


@pytest.mark.parametrize(("by_hand", "named"), BY_HAND.values(), ids=BY_HAND)
def test_a_change_by_hand_is_named_when_opened_and_by_verify_log(copy, by_hand, named):
    with duckdb.connect(str(copy)) as connection:
        connection.execute(by_hand)
    assert named in " ".join(verify_log(copy).faults)
    with pytest.raises(Damaged, match=named):
        open_store(copy)


def test_a_rule_changed_by_hand_is_named_and_copied_from_the_plan_again(copy):
    with duckdb.connect(str(copy)) as connection:
        connection.execute("UPDATE indicator_rule SET aggregation = 'last' WHERE indicator = 'E08'")
    (fault,) = verify_log(copy).faults
    assert fault.startswith("The rules for adding up indicators do not match the plan.")
    open_store(copy).close()
    assert verify_log(copy).faults == ()


def test_protected_figures_that_are_called_up_to_date_and_are_not_are_named(copy):
    with open_store(copy) as store:
        made = checked(observation(numerator=40.0), content=b"third")
        accept(store, made, b"third", by="analyst")
    with duckdb.connect(str(copy)) as connection:
        connection.execute("UPDATE protected_indicator SET up_to_date = TRUE")
    assert verify_log(copy).faults == ("The protected figures of E08 are older than its figures.",)


def test_every_table_of_the_schema_is_checked(store):
    with store.cursor() as cursor:
        assert set(tables(cursor)) == set(CHECKS)
