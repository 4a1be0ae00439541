"""What a wider audience sees on the pages, and what none of them may show it."""

import pytest
import streamlit as st

from dscp_data.access import NotAllowed
from dscp_ui import queries
from dscp_ui.access import effective_user
from tests.ui.pages import opened, text_of

REFUSED = ("observations", "returns", "concerns", "evidence", "actions", "setting_history")


def as_viewer(page):
    app = opened(page)
    app.toggle(key="audience-shown").set_value(True).run()
    assert not app.exception
    return app


@pytest.mark.usefixtures("read_database")
@pytest.mark.parametrize("page", ["overview", "priority_one", "priority_four", "golden_threads"])
def test_a_banner_says_on_every_page_how_figures_are_protected(page):
    app = as_viewer(page)
    assert "**Protected figures.**" in text_of(app)
    assert "protected figures" in text_of(app)
    assert app.session_state["audience"] == "protected"


@pytest.mark.usefixtures("read_database")
def test_a_wider_audience_sees_no_returns():
    app = as_viewer("returns")
    assert "Returns are left out of protected figures." in text_of(app)
    assert not app.tabs


def days_asked(app):
    return [box.key for box in app.selectbox if box.key == "as_of-shown"]


@pytest.mark.usefixtures("read_database")
def test_an_earlier_state_is_not_offered_to_a_wider_audience():
    app = opened("overview")
    assert days_asked(app) == ["as_of-shown"]
    app.toggle(key="audience-shown").set_value(True).run()
    assert days_asked(app) == []


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("question", REFUSED)
def test_what_is_not_open_is_refused(question, monkeypatch):
    monkeypatch.setitem(st.session_state, effective_user.AUDIENCE, "viewer")
    with pytest.raises(NotAllowed, match="Your role does not allow this"):
        queries.run_sql(question)
