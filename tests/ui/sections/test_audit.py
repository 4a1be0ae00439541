"""The auditors' page, and what pages leave in the log."""

from contextvars import copy_context
from functools import partial
from io import BytesIO

import openpyxl
import pytest

from dscp_data.access import NotAllowed
from dscp_data.access.authorisation import REFUSED
from dscp_data.store.event_log.access_log import SEEN, TAKEN, DownloadEvent, File
from dscp_data.store.event_log.events import events
from dscp_data.store.event_log.verification import verify_open_store
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import signed_in_user
from dscp_ui.frame.access_recording import watch
from dscp_ui.guard.requester import REQUESTER, Requester
from dscp_ui.widgets.download_buttons import XLSX, figures_file, make_and_record
from tests.ui.pages import opened, text_of


def log():
    with queries.store().cursor() as cursor:
        return events(cursor)


def events_shown(app):
    return app.dataframe[0].value


@pytest.mark.usefixtures("database")
def test_the_page_shows_that_the_log_is_intact_and_describes_events_in_words():
    app = opened("audit")
    assert not app.exception
    assert [one.value for one in app.success] == [
        f"The log is complete and unaltered: {len(log())} events checked."
    ]
    assert "Accepted return 1, return.xlsx" in " ".join(events_shown(app)["What"])
    assert f"`{verify_open_store(queries.store()).last}`" in text_of(app)


@pytest.mark.usefixtures("database")
def test_an_event_that_was_changed_is_named():
    opened()
    with queries.store().transaction(new_version=False) as cursor:
        cursor.execute("UPDATE event SET who = 'Nobody' WHERE number = 1")
    app = opened("audit")
    assert (
        "The log may have been altered. Event 1 in the database was changed" in app.error[0].value
    )


@pytest.mark.usefixtures("database")
def test_the_log_is_narrowed_on_the_page():
    app = opened("audit")
    app.selectbox(key="audit_kind").set_value("Keeping").run()
    assert set(events_shown(app)["Kind"]) == {"Keeping"}
    app.selectbox(key="audit_agency").set_value("tewv").run()
    assert not app.dataframe
    assert "No events match." in text_of(app)


@pytest.mark.usefixtures("database")
def test_a_wider_audience_sees_no_log():
    app = opened("audit", audience="protected")
    assert "The event log is left out of protected figures" in text_of(app)
    assert not app.dataframe


def seen_pages():
    """What was seen by now; nothing more is recorded after."""
    watch().end()
    return [one.details["page"] for one in log() if one.what == SEEN]


@pytest.mark.usefixtures("database")
def test_who_sees_exact_figures_is_recorded_once_a_session_for_each_page_and_indicator():
    app = opened("overview")
    app.query_params["indicator"] = "E08"
    app.switch_page("../pages/priority_two.py").run()
    for place in (["easington"], ["teesdale"]):
        app.pills(key="locality-shown").set_value(place).run()
    found = seen_pages()
    assert len(found) == len(set(found))
    assert "Priority Two" in found
    assert any(page.startswith("E08 ") for page in found)


@pytest.mark.usefixtures("database")
def test_protected_figures_are_for_anybody_and_not_recorded():
    opened("priority_two", audience="protected")
    assert seen_pages() == []


def asked_on(page, make):
    """What the button gives to whoever presses it on that page."""
    context = copy_context()
    context.run(REQUESTER.set, Requester(page=page))
    return context.run(make)


@pytest.mark.usefixtures("database")
def test_a_file_is_made_for_the_page_it_was_offered_on_and_no_other():
    taken = DownloadEvent("E08.csv", "figures of E08", "member")
    make = partial(make_and_record, lambda: File(b"figures"), taken, signed_in_user.LOCAL, "a page")
    for ask in (make, partial(asked_on, "another page", make)):
        with pytest.raises(NotAllowed, match="prepared for someone else"):
            ask()
    assert [one for one in log() if one.what == TAKEN] == []
    assert [one.details["about"] for one in log() if one.what == REFUSED] == [["E08.csv"]] * 2


@pytest.mark.usefixtures("database")
def test_downloaded_figures_are_recorded_with_their_rows_and_audience():

    made = partial(
        figures_file, signed_in_user.LOCAL, "E08", "all", Selection(audience="protected"), "All"
    )
    taken = DownloadEvent("E08.csv", "figures of E08", "protected", "All")
    content = asked_on(
        "a page", partial(make_and_record, made, taken, signed_in_user.LOCAL, "a page")
    )
    (event,) = [one for one in log() if one.what == TAKEN]
    assert event.who == "local user"
    assert event.details["audience"] == "protected"
    lines = content.decode("utf-8-sig").splitlines()
    assert (
        event.details["lines"] == len([one for one in lines if not one.startswith(("#", '"#'))]) - 1
    )


@pytest.mark.usefixtures("database")
def test_figures_are_offered_as_a_workbook_too():
    selection = Selection(audience="protected")
    made = partial(figures_file, signed_in_user.LOCAL, "E08", "all", selection, "All", XLSX)
    taken = DownloadEvent("E08.xlsx", "figures of E08", "protected", "All")
    content = asked_on(
        "a page", partial(make_and_record, made, taken, signed_in_user.LOCAL, "a page")
    )
    assert openpyxl.load_workbook(BytesIO(content)).sheetnames == ["Figures", "Notes"]
