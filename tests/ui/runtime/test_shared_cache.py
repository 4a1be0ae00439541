"""A run of a page speaks of one data version, and what it works out is shared."""

import pytest
from streamlit.testing.v1 import AppTest

from dscp_data.trends import Selection
from tests.ui.databases import changed_by_another_session


def page():
    """In its first run a return is accepted while its question is answered."""
    import streamlit as st

    from dscp_ui.runtime.open_store import store
    from dscp_ui.runtime.shared_cache import data_version, pin_data_version, shared_cache
    from tests.ui.databases import changed_by_another_session

    pin_data_version()
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1

    @shared_cache(max_entries=4)
    def version_answered():
        if st.session_state["runs"] == 1:
            changed_by_another_session(store(), 1)
        return store().version

    st.session_state["versions"] = (data_version(), version_answered())


@pytest.mark.usefixtures("database")
def test_a_run_begins_again_where_a_return_is_accepted_while_a_question_is_answered():
    shown = AppTest.from_function(page).run()
    assert not shown.exception
    assert shown.session_state["runs"] == 2
    assert len(set(shown.session_state["versions"])) == 1


def between_questions():
    import streamlit as st

    from dscp_data.trends import Selection
    from dscp_ui import queries
    from dscp_ui.runtime.shared_cache import data_version, pin_data_version
    from tests.ui.databases import changed_by_another_session

    pin_data_version()
    first = queries.series("E08", Selection(audience="exact"))
    changed_by_another_session(queries.store(), 2)
    again = queries.series("E08", Selection(audience="exact"))
    st.session_state["same"] = first is again
    st.session_state["versions"] = (data_version(), queries.store().version)


@pytest.mark.usefixtures("database")
def test_a_run_keeps_to_its_version_where_a_return_is_accepted_between_two_questions():
    shown = AppTest.from_function(between_questions).run()
    assert not shown.exception
    assert shown.session_state["same"]
    of_run, held = shown.session_state["versions"]
    assert of_run < held


@pytest.mark.usefixtures("database")
def test_two_sessions_share_one_answer():
    from dscp_ui import queries

    assert queries.judged_trends(Selection(audience="exact")) is queries.judged_trends(
        Selection(audience="exact")
    )


@pytest.mark.usefixtures("database")
def test_a_change_is_seen_by_the_next_run():
    from dscp_ui import queries

    def april_2025():
        (trend,) = queries.series.unchecked(
            "E08", Selection(localities=("easington",), audience="exact"), "total"
        )
        names = trend.columns["name"].tolist()
        return trend.columns["numerator"][names.index("April 2025")]

    before = april_2025()
    changed_by_another_session(queries.store(), 3)
    assert (before, april_2025()) == (100.0, 503.0)
