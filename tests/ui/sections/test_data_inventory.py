"""What this holds and why, on its page, and how a steward removes what was kept long enough."""

import os
from datetime import timedelta

import pytest

from dscp_data.model.clock import utc_now
from dscp_data.model.entries import PlanEdit
from dscp_data.records.author import Author
from dscp_data.records.plan_edits import save_correction
from dscp_data.store.event_log.events import events
from dscp_ui import queries
from tests.ui.pages import opened, text_of
from tests.ui.tables import table, tables


def holdings_page(**query):
    return opened("definitions", definitions_view="Data we hold", **query)


def columns(app):
    return [list(frame.columns) for frame in tables(app).values()]


@pytest.mark.usefixtures("read_database")
def test_the_page_says_for_whom_by_what_right_how_long_and_every_table():
    app = holdings_page()
    assert not app.exception
    facts, roles, kept, held, fields = tables(app).values()
    said = dict(facts.itertuples(index=False))
    assert said["Lawful basis"] == "To be confirmed by the partnership"
    assert "profile “nhs”" in said["Protection of small counts"]
    assert list(roles.columns)[1:3] == ["Viewer", "Member"]
    assert len(kept) == len(queries.plan().retention)
    assert {"observation", "event", "user_role"} < set(held["Table"])
    app.selectbox(key="holding").set_value("refusal").run()
    assert list(table(app, "Columns in refusal")["Column"]) == ["sha256", "rule", "refused_at"]
    assert list(fields.columns) == ["Column", "Why we hold it", "Personal data"]


@pytest.mark.usefixtures("database")
def test_a_contact_that_a_steward_corrects_is_on_the_page_at_once():
    contact = PlanEdit("contact", "data_protection_officer", "Information *team*", "Board")
    save_correction(queries.store(), contact, Author("ann", "Agreed"))
    facts = next(iter(tables(holdings_page()).values()))
    assert dict(facts.itertuples(index=False))["Data protection officer"] == "Information *team*"


@pytest.mark.usefixtures("read_database")
def test_a_wider_audience_does_not_learn_how_many_rows_there_are():
    assert ["Table", "Why we hold it", "Personal data", "Rows"] in columns(holdings_page())
    assert ["Table", "Why we hold it", "Personal data"] in columns(
        holdings_page(audience="protected")
    )


@pytest.fixture
def stale(database):
    """A file that no return needs, two months old."""
    path = database.parent / "originals" / ("0" * 64 + ".xlsx")
    path.write_bytes(b"never accepted")
    day = (utc_now() - timedelta(days=62)).timestamp()
    os.utime(path, (day, day))
    return path


def test_a_steward_removes_the_list_that_was_read(stale):
    app = holdings_page()
    assert app.button(key="too-old-remove").disabled
    app.checkbox(key="too-old-read").check().run()
    app.button(key="too-old-remove").click().run()
    assert not stale.exists()
    done = "Deleted 1 file. This is recorded in the event log."
    assert done in [one.value for one in app.success]
    with queries.store().cursor() as cursor:
        assert "retention applied" in [event.what for event in events(cursor)]


@pytest.mark.usefixtures("stale")
def test_nobody_else_is_offered_to_remove_anything():
    app = holdings_page(audience="protected")
    assert "We always keep" in text_of(app)
    assert not app.checkbox
