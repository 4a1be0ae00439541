"""The URL carries ids; the widgets show names."""

from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from dscp_ui.runtime import style

CHOICES = """
import streamlit as st
from dscp_ui.runtime import url_state

PLACES = {"easington": "Easington", "wear-valley": "Wear Valley", "teesdale": "Teesdale"}
places = url_state.multiselect("Locality", "locality", PLACES)
period = url_state.segmented("Show by", "period", {"month": "Month", "year": "Year"}, "month")
first = url_state.optional_select("From", "from", {"2025-04": "Apr 25", "2025-05": "May 25"})
INDICATORS = {"E08": "Re-referrals", "E15": "Missing"}
measure = url_state.select("Indicator", "indicator", INDICATORS, "E15")
st.json({"places": places, "period": period, "first": first, "measure": measure})
"""


def opened(query=""):
    app = AppTest.from_string(CHOICES)
    for name, values in parse_qs(query).items():
        app.query_params[name] = values
    return app.run()


def chosen(app):
    import json

    assert not app.exception
    return json.loads(app.json[0].value)


def box(app, name):
    return app.text_input(key=name).value


def test_nothing_in_the_url_means_the_defaults():
    assert chosen(opened()) == {
        "places": [],
        "period": "month",
        "first": None,
        "measure": "E15",
    }


def test_a_link_sets_every_choice_by_id():
    app = opened("locality=wear-valley+easington&period=year&from=2025-05&indicator=E08")
    assert chosen(app) == {
        "places": ["easington", "wear-valley"],
        "period": "year",
        "first": "2025-05",
        "measure": "E08",
    }


@pytest.mark.parametrize("query", ["locality=Easington", "locality=<b>", "period=day", "from=x"])
def test_an_unknown_filter_in_a_link_is_left_out(query):
    assert chosen(opened(query)) == chosen(opened())


def test_a_known_id_beside_an_unknown_one_still_counts():
    assert chosen(opened("locality=nowhere+teesdale"))["places"] == ["teesdale"]


def test_a_choice_by_name_is_carried_by_id():
    app = opened()
    app.multiselect[0].select("wear-valley").run()
    app.selectbox(key="from-shown").select("2025-04").run()
    assert (box(app, "locality"), box(app, "from")) == ("wear-valley", "2025-04")
    assert chosen(app)["places"] == ["wear-valley"]


def test_choosing_all_is_the_same_as_choosing_none():
    app = opened("locality=easington+wear-valley")
    app.multiselect[0].select("teesdale").run()
    assert box(app, "locality") == ""
    assert chosen(app)["places"] == []


def test_the_url_is_silent_about_a_default_that_never_changes():
    app = opened("period=year")
    app.button_group(key="period-shown").set_value("month").run()
    assert box(app, "period") == ""


def test_the_url_keeps_a_default_that_was_chosen_where_the_list_may_change():
    app = opened("indicator=E08")
    app.selectbox(key="indicator-shown").select("E15").run()
    assert box(app, "indicator") == "E15"


@pytest.mark.parametrize("sync", ['sync_one("place", "")', 'sync_several("place", 3)'])
def test_a_value_that_comes_after_its_widget_is_gone_changes_nothing(sync):
    app = AppTest.from_string(
        f"""
import streamlit as st
from dscp_ui.runtime import url_state
url_state.bind("place")
url_state.{sync}
st.text(url_state.text("place"))
"""
    )
    app.query_params["place"] = "easington"
    app.run()
    assert not app.exception
    assert app.text[0].value == "easington"


def test_the_boxes_are_out_of_sight():
    around = [block.proto.id for block in opened().get("flex_container")]
    assert any(id.endswith(f"{style.UNSEEN_BOX}-locality") for id in around)
    hidden = next(rule for rule in style.rules().split("}") if style.UNSEEN_BOX in rule)
    assert hidden.split("{")[-1].strip() == "display: none;"
