"""The Meeting page: a meeting is added, gone through, recorded, closed and followed up."""

import io
from datetime import date

import pytest
from pptx import Presentation

from dscp_data.exports.pack.worker import PackFailed, PackJob
from dscp_data.intake.rules import PERSON
from dscp_data.meetings.meeting import all_meetings
from dscp_data.meetings.record import entries
from dscp_ui import queries
from dscp_ui.access.signed_in_user import LOCAL
from dscp_ui.sections.meeting.files import pack_file, pack_for
from tests.ui.pages import opened
from tests.ui.pages import text_of as markdown_of

pytestmark = pytest.mark.usefixtures("database")


def text_of(app):
    """What a page shows, without the marks that keep Markdown literal."""
    return markdown_of(app).replace("\\", "")


def the_meeting():
    (one,) = all_meetings(queries.store())
    return one


def press(app, label):
    next(one for one in app.button if one.label == label).click()
    app.run()
    assert not app.exception
    return app


def fill(app, label, value):
    boxes = (*app.text_input, *app.selectbox, *app.date_input)
    next(one for one in boxes if one.label.startswith(label)).set_value(value)


@pytest.fixture
def prepared(database):
    assert database.exists()
    app = opened("meeting")
    fill(app, "Date of the meeting", date(2026, 12, 2))
    return press(app, "Add it and prepare its agenda")


def at_step(app, step):
    app.session_state["step"] = step
    app.run()
    assert not app.exception
    return app


def test_without_a_meeting_the_page_says_what_to_do():
    assert "Add one to prepare its agenda" in text_of(opened("meeting"))


def test_a_meeting_without_a_date_is_asked_for_it():
    app = press(opened("meeting"), "Add it and prepare its agenda")
    assert "Choose the date of the meeting." in text_of(app)


def test_a_new_meeting_has_an_agenda(prepared):
    assert "Any other business" in text_of(prepared)
    assert the_meeting().details is not None


def test_an_item_is_added_moved_and_left_out(prepared):
    fill(prepared, "Add an item", "Neglect strategy")
    press(prepared, "Add")
    assert "Neglect strategy" in text_of(prepared)
    press(prepared, "Leave out")
    assert any("Left out" in one.label for one in prepared.expander)


def test_a_decision_is_recorded_and_shown(prepared):
    app = at_step(prepared, "present")
    fill(app, "Decision: what was agreed", "Step-down plans stay")
    press(app, "Add")
    assert "Step-down plans stay" in text_of(app)
    assert [one.text for one in entries(queries.store(), the_meeting())] == ["Step-down plans stay"]


def test_a_note_is_stored_as_soon_as_it_is_typed(prepared):
    app = at_step(prepared, "present")
    app.text_area[0].set_value("Nine months below the mean").run()
    assert not app.exception
    (note,) = entries(queries.store(), the_meeting())
    assert (note.kind, note.text) == ("what", "Nine months below the mean")


def test_a_note_is_in_its_box_again_when_its_item_is_and_can_be_emptied(prepared):
    app = at_step(prepared, "present")
    app.text_area[0].set_value("Nine months below the mean").run()
    press(press(app, "Next"), "Back")
    assert app.text_area[0].value == "Nine months below the mean"
    assert not app.error
    app.text_area[0].set_value("").run()
    assert not app.error
    (note,) = entries(queries.store(), the_meeting())
    assert (note.kind, note.text, note.step) == ("what", "", 2)


def test_a_name_is_asked_about_and_what_was_typed_is_not_lost(prepared):
    app = at_step(prepared, "present")
    fill(app, "Decision: what was agreed", "Kayleigh Dixon to report")
    press(app, "Add")
    assert PERSON.message in text_of(app)
    assert "Kayleigh Dixon to report" in [one.value for one in app.text_input]
    fill(app, "Why it does not identify", "The name of a project")
    app.run()
    press(app, "Add")
    assert len(entries(queries.store(), the_meeting())) == 1


def test_next_and_back_go_through_the_items(prepared):
    app = at_step(prepared, "present")
    assert "item 1 of" in text_of(app)
    press(app, "Next")
    assert "item 2 of" in text_of(app)
    press(app, "Back")
    assert "item 1 of" in text_of(app)


@pytest.mark.usefixtures("prepared")
def test_the_pack_has_the_items_of_the_meeting_and_ends_with_the_actions():
    job = PackJob(pack_for(LOCAL, the_meeting(), "exact"), ".pptx")
    deck = Presentation(io.BytesIO(pack_file(LOCAL, job, "exact").content))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0].endswith("2 December 2026")
    assert titles[-1] == "Actions"
    assert job.done == job.count


@pytest.mark.usefixtures("prepared")
def test_a_pack_that_is_cancelled_is_not_written():
    job = PackJob(pack_for(LOCAL, the_meeting(), "exact"), ".pdf")
    job.cancel()
    with pytest.raises(PackFailed):
        job.content()


def test_an_item_can_have_an_owner_a_group_and_minutes(prepared):
    press(prepared, "Change")
    fill(prepared, "Group", "First of all")
    fill(prepared, "Owner", "Chair")
    next(one for one in prepared.number_input if one.label == "Minutes").set_value(15)
    press(prepared, "Save")
    assert "First of all" in text_of(prepared)
    assert "15 minutes" in text_of(prepared)


def test_who_was_present_is_stored_as_soon_as_it_is_chosen(prepared):
    app = at_step(prepared, "record")
    next(one for one in app.multiselect if one.label == "Present").set_value(["Chair"]).run()
    assert the_meeting().details.present == ("Chair",)


def test_a_line_that_was_not_recorded_is_there_again_after_a_reload(prepared):
    app = at_step(prepared, "present")
    fill(app, "Decision: what was agreed", "Half a sentence")
    app.run()
    again = at_step(opened("meeting"), "present")
    assert "Half a sentence" in [one.value for one in again.text_input]


def test_a_closed_meeting_takes_a_correction_with_a_reason_only(prepared):
    app = at_step(prepared, "record")
    press(app, "Close the meeting")
    assert the_meeting().is_closed
    fill(app, "Decision: what was agreed", "Left out of the minutes")
    press(app, "Add")
    assert "closed" in text_of(app)
    assert entries(queries.store(), the_meeting()) == ()
    fill(app, "Reason for a correction", "It was left out")
    app.run()
    press(app, "Add")
    assert len(entries(queries.store(), the_meeting())) == 1


def test_a_closed_meeting_opens_with_what_became_of_what_was_agreed(prepared):
    shown = opened("meeting")
    assert shown.segmented_control(key="step-shown").value == "prepare"
    press(at_step(prepared, "record"), "Close the meeting")
    shown = opened("meeting")
    assert shown.segmented_control(key="step-shown").value == "follow-up"
    assert "0 actions open" in text_of(shown)


def test_an_open_action_is_followed_up(prepared):
    app = at_step(prepared, "present")
    press(app, "Action")
    fill(app, "Action: what was agreed", "Audit 20 closures")
    fill(app, "Owner", "dcc-csc")
    press(app, "Add")
    assert "Audit 20 closures" in text_of(at_step(app, "follow-up"))
    press(app, "Mark as done")
    assert "Audit 20 closures" not in text_of(at_step(app, "follow-up"))
