"""The wall of a priority, one indicator in focus, and the Golden Threads as a weave."""

import re

import pytest

from dscp_data.catalogue import catalogue
from tests.ui.pages import facts, html_texts, opened, opened_on, text_of
from tests.ui.tables import table

pytestmark = pytest.mark.usefixtures("read_database")


def html_of(app):
    return "".join(one.proto.body for one in app.get("html"))


def links(app, css):
    """The addresses of the links that have a class."""
    return re.findall(rf'<a class="opens {css}[^"]*" href="([^"]*)"', html_of(app))


def test_every_series_of_a_priority_is_a_tile_that_opens_it():
    app = opened("priority_two")
    opened_by = {re.search(r"indicator=(\w+)", address)[1] for address in links(app, "tile")}
    assert opened_by == {one.id for one in catalogue().indicators_of("2")}
    assert html_of(app).count('<img alt="" src="data:image/svg+xml,') == len(links(app, "tile"))


@pytest.mark.parametrize(("order", "head"), [("outcome", "2.1"), ("agency", "Children's Social")])
def test_the_wall_can_be_grouped(order, head):
    app = opened("priority_two", order=order)
    assert any(text.startswith(head) or head in text for text in html_texts(app))
    assert html_of(app).count('class="wall"') > 1


def test_in_focus_the_film_strip_marks_what_is_open_and_leads_back():
    app = opened_on("priority_two", "E04")
    (current,) = re.findall(r'href="([^"]*)" aria-current="page"', html_of(app))
    assert "indicator=E04" in current
    (back,) = links(app, "all")
    assert back == "priority_two"


def test_an_indicator_says_whether_it_can_be_trusted_and_links_to_why():
    app = opened_on("priority_two", "E04")
    said = facts(app)
    assert "Revised none" in said
    assert "Base 200" in said
    assert "view=Figures" in html_of(app)


def test_localities_are_beside_the_chart_and_the_chosen_one_is_marked():
    app = opened_on("priority_two", "E08")
    app.pills(key="locality-shown").select("easington").run()
    assert list(table(app, "Latest by locality")["Locality"]) == ["Easington", "Teesdale"]
    assert re.search(r'<tr class="chosen"><th scope="row">Easington', html_of(app))


def test_an_indicator_for_the_whole_area_replaces_the_localities_with_a_sentence():
    assert "returned for the whole area" in text_of(opened_on("priority_one", "H03"))


def test_the_weave_has_a_link_for_each_crossing_and_says_where_a_gap_is():
    app, plan = opened("golden_threads"), catalogue()
    crossings = len(plan.golden_threads) * len(plan.priorities)
    assert html_of(app).count("<td") >= crossings
    assert "have neither an indicator nor evidence" in text_of(app)
    weave = table(app, "Signals and evidence for each thread")
    assert list(weave["Golden Thread"]) == [thread.name for thread in plan.golden_threads]
    assert weave.astype(str).apply(lambda column: column.str.contains("gap")).any().any()


def test_a_thread_is_chosen_by_its_address():
    app = opened("golden_threads", thread="jigsaw")
    name = next(one.name for one in catalogue().golden_threads if one.id == "jigsaw")
    assert f"Indicators of {name}" in text_of(app)
