"""A run of a page speaks of one data version, and what it works out is shared."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.databases import changed_by_another_session


def page():
    """In its first run a return is accepted while its question is answered."""
    import streamlit as st

    from dscp_ui.runtime.open_store import store
    from dscp_ui.runtime.shared_cache import begin_run, shared, version
    from tests.ui.databases import changed_by_another_session

    begin_run()
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1

    @shared(most=4)
    def version_answered():
        if st.session_state["runs"] == 1:
            changed_by_another_session(store(), 1)
        return store().version

    st.session_state["versions"] = (version(), version_answered())


@pytest.mark.usefixtures("database")
def test_a_run_begins_again_where_a_return_is_accepted_while_a_question_is_answered():
    shown = AppTest.from_function(page).run()
    assert not shown.exception
    assert shown.session_state["runs"] == 2
    assert len(set(shown.session_state["versions"])) == 1


def between_questions():
    import streamlit as st

    from dscp_ui import queries as data
    from dscp_ui.runtime.shared_cache import begin_run, version
    from tests.ui.databases import changed_by_another_session

    begin_run()
    first = data.series("E08", data.Selection(audience="exact"))
    changed_by_another_session(data.store(), 2)
    again = data.series("E08", data.Selection(audience="exact"))
    st.session_state["same"] = first is again
    st.session_state["versions"] = (version(), data.store().version)


@pytest.mark.usefixtures("database")
def test_a_run_keeps_to_its_version_where_a_return_is_accepted_between_two_questions():
    shown = AppTest.from_function(between_questions).run()
    assert not shown.exception
    assert shown.session_state["same"]
    of_run, held = shown.session_state["versions"]
    assert of_run < held


@pytest.mark.usefixtures("database")
def test_two_sessions_share_one_answer():
    from dscp_ui import queries as data

    assert data.trends_of(data.Selection(audience="exact")) is data.trends_of(
        data.Selection(audience="exact")
    )


@pytest.mark.usefixtures("database")
def test_a_change_is_seen_by_the_next_run():
    from dscp_ui import queries as data

    def april_2025():
        (trend,) = data.series_at("E08", data.Selection(localities=("easington",)), "total")
        names = trend.columns["name"].tolist()
        return trend.columns["numerator"][names.index("April 2025")]

    before = april_2025()
    changed_by_another_session(data.store(), 3)
    assert (before, april_2025()) == (100.0, 503.0)
