"""What people type is shown literally: none of it becomes a link or a picture for somebody else."""

from dataclasses import replace
from datetime import date

import pytest

from dscp_data.access import feed_commands, meeting_commands, view_commands
from dscp_data.access.record_commands import save_correction
from dscp_data.meetings.preparation import agenda
from dscp_data.model.entries import PlanEdit
from dscp_data.model.meetings import AgendaItem, MeetingEntry
from dscp_data.records.author import Author
from dscp_data.store.records.meetings import read_items
from dscp_ui import queries
from dscp_ui.access.signed_in_user import LOCAL
from tests.ui.pages import opened, unfold

pytestmark = pytest.mark.usefixtures("database")

LINK = "[look](https://example.org) ![so](https://example.org/x)"
LITERAL = r"\[look\]"
REASON = Author("", "Agreed", "It names nobody")
READS_MARKDOWN = ("body", "label", "help")


def markdown_in(app):
    """Every text of a page that its browser reads as Markdown."""
    elements = [one for one in app.main if one.type not in ("html", "unknown")]
    texts = (getattr(one.proto, name, "") for one in elements for name in READS_MARKDOWN)
    return [text for text in texts if isinstance(text, str) and text]


def assert_literal(app):
    assert not app.exception
    found = [text for text in markdown_in(app) if "example.org" in text]
    assert found
    assert all(LITERAL in text for text in found)
    assert not any("[look](" in text for text in found)


def test_a_saved_view():
    view_commands.save_view(queries.store(), LOCAL, LINK, "/?period=year", for_all=True)
    assert_literal(unfold(opened(), "views-"))


def test_a_feed():
    feed_commands.give_feed(queries.store(), LOCAL, LINK)
    assert_literal(opened("users"))


def test_the_wording_of_an_outcome_and_its_source():
    outcome = queries.plan().outcomes_of("2")[0].id
    edit = PlanEdit("wording", outcome, LINK, f"Minutes {LINK}")
    save_correction(queries.store(), LOCAL, edit, REASON)
    assert_literal(opened("priority_two"))


@pytest.fixture
def meeting(database):
    assert database.exists()
    store = queries.store()
    made = meeting_commands.create_meeting(store, LOCAL, date(2026, 12, 2), REASON)
    free = AgendaItem("free", LINK, made.as_of)
    id = meeting_commands.add_item(store, LOCAL, made, free, REASON)
    return made, id


def test_an_item_of_an_agenda_that_is_left_out(meeting):
    made, id = meeting
    store = queries.store()
    item = next(one for one in read_items(store, made.id) if one.id == id)
    meeting_commands.change_item(store, LOCAL, made, replace(item, left_out=True), REASON)
    assert_literal(opened("meeting"))


def test_a_decision(meeting):
    made, _ = meeting
    store = queries.store()
    first = agenda(store, made)[0].id
    meeting_commands.save_entry(
        store, LOCAL, made, MeetingEntry("decision", LINK, first, made.id), REASON
    )
    app = opened("meeting")
    app.session_state["step"] = "record"
    assert_literal(app.run())
