"""The Returns page: a return beside its versions, what a withdrawal changes, refused files."""

from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from dscp_data.intake.check import refused_return
from dscp_data.model.clock import utc_from_london
from dscp_data.model.faults import Fault
from dscp_data.store import accept, open_store, record_refusal
from tests.making import checked, observation
from tests.ui.databases import START
from tests.ui.pages import opened, shown_return, text_of

CORRECTION = b"a correction"


@pytest.fixture
def corrected(database):
    correction = checked(
        observation(period=START, numerator=110.0, cell="B9"),
        observation(period=START, locality="sedgefield", numerator=3.0),
        content=CORRECTION,
        file="correction.xlsx",
    )
    with open_store(database) as store:
        accept(store, correction, CORRECTION, by="Ann", note="checked")
    return database


def table(app, column):
    return next(one.value for one in app.dataframe if column in one.value)


def words(app):
    return "\n".join([text_of(app), *(str(text.value) for text in app.text)])


@pytest.mark.usefixtures("corrected")
def test_a_return_has_its_history():
    told = table(shown_return(2), "What")
    assert list(told["What"]) == ["Accepted", "Updated 1 figure from return 1"]
    assert list(table(shown_return(1), "What")["What"]) == [
        "Accepted",
        "Return 2 updated 1 figure",
    ]


@pytest.mark.usefixtures("corrected")
def test_two_versions_are_compared_with_names_and_cells():
    app = shown_return(2)
    assert "From return 1 to return 2: 1 added, 1 changed" in text_of(app)
    changed = table(app, "Before").iloc[0]
    assert list(changed[["Change", "Locality", "Before", "After", "Cell after"]]) == [
        "Changed",
        "Easington",
        "100",
        "110",
        "Sheet1!B9",
    ]
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == [
        "Download the original file",
        "Download changed figures as CSV",
        "Download changed figures as Excel",
        "Download changed entries as CSV",
        "Download changed entries as Excel",
    ]


@pytest.mark.usefixtures("corrected")
def test_the_lines_of_registers_in_two_versions_are_compared_too():
    app = shown_return(2)
    assert "Register entries from return 1 to return 2: none added, none changed, " in text_of(app)
    assert set(table(app, "Register")["Change"]) == {"Left out"}


def test_what_a_withdrawal_changes_is_shown_before_it_is_done(corrected):
    app = shown_return(2)
    app.session_state["state-2-withdrawn"] = True
    app.run()
    said = (
        "If you continue, 1 figure comes from return 1 (1 changes) and 1 figure is no longer "
        "included."
    )
    assert said in text_of(app)
    button = app.button(key="change-2-withdrawn")
    assert button.disabled
    app.text_input(key="reason-2-withdrawn").input("wrong month").run()
    app.button(key="change-2-withdrawn").click().run()
    assert not app.exception
    app = shown_return(2)
    last = table(app, "What").iloc[-1]
    assert (last["What"], last["Why"]) == ("Withdrawn", "wrong month")
    app.session_state["state-2-accepted"] = True
    app.run()
    assert "2 figures come from return 2 (1 changes, 1 is not included now)" in text_of(app)
    assert corrected.exists()


def test_refused_files_are_listed_with_nothing_but_rule_time_and_fingerprint(database):
    why = Fault("Zebedee", "", "", "child-level", "error", "A list.", "Delete it.")
    with open_store(database) as store:
        record_refusal(
            store,
            refused_return("Zebedee.xlsx", "ab12" * 16, why),
            utc_from_london(datetime(2026, 7, 1, 9, 30)),
            by="analyst",
        )
    app = opened("returns")
    app.session_state["returns_view"] = "Accepted returns"
    app.run()
    assert not app.exception
    assert list(table(app, "Rule broken").iloc[0]) == [
        "1 July 2026 at 9:30am",
        "A list of children",
        "ab12" * 16,
    ]
    assert "Zebedee" not in words(app)


def test_a_refused_file_on_the_page_is_put_on_record_once(database):
    def page(content):
        from types import SimpleNamespace

        from dscp_ui.sections.returns.uploaded_files import read_uploads

        names = ("Zebedee.xlsx", "Zebedee again.xlsx")
        read_uploads([SimpleNamespace(name=n, file_id=n, getvalue=lambda: content) for n in names])

    app = AppTest.from_function(page, args=(b"PK no workbook",), default_timeout=30).run()
    app.run()
    assert not app.exception
    from dscp_ui import queries

    assert list(queries.run_sql("refusals", as_of=None)["rule"]) == ["not_excel"]
    assert database.exists()


@pytest.mark.usefixtures("database")
def test_a_file_is_compared_with_accepted_figures_once_until_one_changes():
    def page(observations):
        import streamlit as st

        from dscp_ui.sections.returns.upload import compare
        from tests.making import checked

        read = st.session_state.setdefault("read", checked(*observations, content=b"next"))
        found = st.session_state.setdefault("found", [])
        found.append(compare(read))

    app = AppTest.from_function(page, args=([observation()],), default_timeout=60)
    app.run().run()
    first, again = app.session_state["found"]
    assert again is first
    from dscp_ui import queries

    accept(queries.store(), checked(observation(), content=b"other"), b"other", by="test")
    *_, later = app.run().session_state["found"]
    assert later.change.version > first.change.version
    assert (first.change.count("unchanged"), later.change.count("unchanged")) == (0, 1)
