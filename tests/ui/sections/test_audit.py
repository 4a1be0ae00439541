"""The auditors' page, and what pages leave in the log."""

from functools import partial

import pytest

from dscp_data.store.event_log.access_log import SEEN, TAKEN, Taken
from dscp_data.store.event_log.events import events
from dscp_data.trends import Selection
from dscp_ui import queries as data
from dscp_ui.access import signed_in_user as person
from dscp_ui.frame.access_recording import watch
from dscp_ui.widgets.download_buttons import figures_file, handed_out
from tests.ui.pages import opened, text_of


def log():
    with data.store().cursor() as cursor:
        return events(cursor)


def events_shown(app):
    return app.dataframe[0].value


@pytest.mark.usefixtures("database")
def test_the_page_says_that_the_log_is_whole_and_tells_events_in_words():
    app = opened("audit")
    assert not app.exception
    assert [one.value for one in app.success] == [f"The log is whole: {len(log())} events."]
    assert "Accepted return 1, return.xlsx" in " ".join(events_shown(app)["What"])


@pytest.mark.usefixtures("database")
def test_an_event_that_was_changed_is_named():
    opened()
    with data.store().change(new_version=False) as cursor:
        cursor.execute("UPDATE event SET who = 'Nobody' WHERE number = 1")
    app = opened("audit")
    assert "The log is not whole. Event 1 in the database was changed" in app.error[0].value


@pytest.mark.usefixtures("database")
def test_the_log_is_narrowed_on_the_page():
    app = opened("audit")
    app.selectbox(key="audit_kind").set_value("Keeping").run()
    assert set(events_shown(app)["Kind"]) == {"Keeping"}
    app.selectbox(key="audit_agency").set_value("tewv").run()
    assert not app.dataframe
    assert "No event is like that." in text_of(app)


@pytest.mark.usefixtures("database")
def test_a_wider_audience_sees_no_log():
    app = opened("audit", audience="protected")
    assert "The log of events is not shown" in text_of(app)
    assert not app.dataframe


def seen_pages():
    """What was seen by now; nothing more is recorded after."""
    watch().end()
    return [one.details["page"] for one in log() if one.what == SEEN]


@pytest.mark.usefixtures("database")
def test_who_sees_exact_figures_is_recorded_once_a_session_for_each_page_and_indicator():
    app = opened("priority_two", indicator="E08")
    for place in (["easington"], ["teesdale"]):
        app.multiselect(key="locality-shown").set_value(place).run()
    found = seen_pages()
    assert len(found) == len(set(found))
    assert {"Overview", "2 Early identification"} < set(found)
    assert any(page.startswith("E08 ") for page in found)


@pytest.mark.usefixtures("database")
def test_protected_figures_are_for_anybody_and_not_recorded():
    opened("priority_two", audience="protected")
    assert seen_pages() == []


@pytest.mark.usefixtures("database")
def test_figures_taken_away_are_recorded_with_their_rows_and_audience():

    made = partial(figures_file, person.LOCAL, "E08", "all", Selection(audience="protected"), "All")
    taken = Taken("E08.csv", "figures of E08", "protected", "All")
    content = handed_out(made, taken, person.LOCAL.signature)
    (event,) = [one for one in log() if one.what == TAKEN]
    assert event.who == "local user"
    assert event.details["audience"] == "protected"
    lines = content.decode("utf-8-sig").splitlines()
    assert (
        event.details["lines"] == len([one for one in lines if not one.startswith(("#", '"#'))]) - 1
    )
