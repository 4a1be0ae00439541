"""Commentary beside an indicator's chart, and views saved by name."""

import pytest

from dscp_data.store.records.commentary import read_commentary
from dscp_data.store.records.saved_views import read_views
from dscp_ui import queries
from dscp_ui.access.signed_in_user import LOCAL
from tests.ui.pages import opened, opened_on, text_of, unfold

pytestmark = pytest.mark.usefixtures("database")


def press(app, label):
    next(one for one in app.button if one.label == label).click()
    app.run()
    assert not app.exception
    return app


def test_commentary_is_written_on_the_newest_period_and_shown_with_its_author():
    app = opened_on("priority_two", "E08")
    assert "No commentary yet." in text_of(app)
    assert not app.text_area
    unfold(app, "write-commentary")
    next(one for one in app.text_area if one.label == "What").set_value("*Fewer* than before")
    press(app, "Save")
    assert "What *Fewer* than before" in text_of(app)  # what was typed is text
    assert "Written by local user" in text_of(app)
    (one,) = read_commentary(queries.store(), "E08")
    assert not one.is_reviewed


def test_whoever_wrote_it_is_not_offered_to_sign_it_off():
    app = unfold(opened_on("priority_two", "E08"), "write-commentary")
    next(one for one in app.text_area if one.label == "What").set_value("Fewer than before")
    press(app, "Save")
    assert "Sign off this commentary" not in [one.label for one in app.button]


def test_a_wider_audience_sees_no_commentary():
    app = opened("priority_two", indicator="E08", audience="protected")
    assert "commentary" not in text_of(app).lower()


def test_a_view_is_saved_by_name_and_can_keep_the_day():
    app = unfold(opened("overview", period="quarter"), "views-")
    next(one for one in app.text_input if one.label == "Save this view as").set_value("By quarter")
    next(one for one in app.checkbox if one.label == "Keep the figures of today").check()
    press(app, "Save the view")
    (view,) = read_views(queries.store(), LOCAL.signature)
    assert view.name == "By quarter"
    assert "as_of=" in view.address
    assert "By quarter" in text_of(app)
