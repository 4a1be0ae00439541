"""The accessibility statement: what falls short, what to do instead, and where to follow it."""

import re

import pytest

from dscp_ui.sections.definitions.accessibility import KNOWN
from tests.ui.pages import opened, text_of
from tests.ui.tables import table


@pytest.mark.usefixtures("read_database")
def test_the_statement_lists_what_falls_short_and_whom_to_contact():
    app = opened("definitions", definitions_view="Accessibility")
    assert not app.exception
    assert "Contact us" in text_of(app)
    shown = table(app, "Known problems")
    assert shown["Problem"].tolist() == [one.what for one in KNOWN]
    assert (shown["What to do instead"] != "").all()


@pytest.mark.parametrize("known", KNOWN)
def test_each_shortcoming_is_followed_up_where_streamlit_keeps_its_list(known):
    assert re.fullmatch(r"https://github\.com/streamlit/streamlit/issues/\d+", known.issue)
