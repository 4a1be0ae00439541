"""Two views of an indicator: the funnel in its tabs, and the curve of resolution."""

import pytest

from dscp_data.charts import Multiples
from dscp_data.charts.small_multiples import NOT_MARKED
from dscp_data.charts.trend_frame import LOOKS
from dscp_data.model.periods import Period, add_months
from dscp_data.store import accept, open_store
from dscp_ui.widgets.charts import format_legend
from tests.making import checked, observation
from tests.ui.databases import START, by_month
from tests.ui.pages import charts, opened, opened_on, text_of
from tests.ui.tables import table


@pytest.fixture
def three_places(database):
    """A third and a fourth locality, one of them far from the others, and one that is no place."""
    made = checked(
        *by_month(30.0, 100.0, indicator="E04", locality="sedgefield"),
        *by_month(21.0, 100.0, indicator="E04", locality="wear-valley"),
        *by_month(90.0, 100.0, indicator="E04", locality="not-known"),
        content=b"another",
    )
    with open_store(database) as store:
        accept(store, made, b"another", by="test", is_sample=True)
    return database


def fields(app):
    return [str(spec) for spec in charts(app)]


@pytest.mark.usefixtures("three_places")
def test_by_locality_shows_who_lies_outside_the_funnel():
    app = opened_on("priority_two", "E04", "By locality")
    said = text_of(app)
    assert (
        "Sedgefield, 30%, is above the 99.8% limit: higher than chance would explain at this size."
        in said
    )
    assert "October 2025 to September 2026" in said
    assert any("upper_998" in spec for spec in fields(app))
    assert "Not known, 90%" not in said
    assert "Not known is not a locality, so it is left out." in said


@pytest.mark.usefixtures("read_database")
def test_two_localities_have_no_funnel_with_the_reason():
    app = opened_on("priority_two", "E04", "By locality")
    assert "A funnel plot needs at least 3 localities with complete figures" in text_of(app)
    assert not any("upper_998" in spec for spec in fields(app))


@pytest.fixture
def agencies_apart(database):
    for agency in ("dcc-csc", "durham-constabulary"):
        made = checked(
            *by_month(20.0, 50.0, indicator="H02", agency=agency),
            content=agency.encode(),
            agency=agency,
        )
        with open_store(database) as store:
            accept(store, made, agency.encode(), by="test", is_sample=True)
    return database


@pytest.mark.usefixtures("agencies_apart")
def test_agencies_that_may_count_the_same_child_have_no_funnel_with_the_reason():
    app = opened_on("priority_one", "H02", "By agency")
    assert "no funnel plot" in text_of(app)
    assert not any("upper_998" in spec for spec in fields(app))


@pytest.mark.usefixtures("read_database")
def test_a_count_has_no_funnel_and_none_is_spoken_of():
    said = text_of(opened_on("priority_two", "E08", "By locality"))
    assert "funnel" not in said


@pytest.mark.usefixtures("read_database")
@pytest.mark.parametrize("view", ["By locality", "By agency"])
def test_cohorts_have_no_funnel(view):
    assert "funnel" not in text_of(opened_on("priority_one", "H18", view))


@pytest.mark.usefixtures("read_database")
def test_concerns_have_a_curve_of_resolution_and_the_ages_of_those_open():
    app = opened_on("priority_one", "H18")
    # 12 of 24 were resolved after 3 months each; the others are 7 months old and more.
    assert "50% of areas of concern are resolved within 6 months (95% interval" in text_of(app)
    assert ", and 50% within 12 months." in text_of(app)
    assert any("rule_label" in spec for spec in fields(app))
    ages = table(app, "How long open concerns")
    assert ages["Open"].tolist() == ["0", "0", "2", "10"]
    assert "that were resolved were opened again within 12 months." in text_of(app)


@pytest.mark.usefixtures("read_database")
def test_repeats_have_no_curve_of_resolution():
    app = opened_on("priority_one", "H19")
    assert "of areas of concern are resolved" not in text_of(app)
    assert not any("rule_label" in spec for spec in fields(app))


@pytest.mark.usefixtures("read_database")
def test_an_indicator_that_two_agencies_report_shows_how_far_apart_they_are():
    said = text_of(opened_on("priority_one", "H03"))
    # Both sent the same wave of numbers.
    assert "Durham Constabulary and Children's Social Care reported the same number of NRM" in said


@pytest.mark.usefixtures("read_database")
def test_the_thread_of_information_sharing_shows_every_pair():
    app = opened("golden_threads")
    app.selectbox(key="thread-shown").select("working-together").run()
    assert not app.exception
    pairs = table(app, "Do agencies")
    assert "NRM referrals" in pairs["What"].tolist()
    assert "reported the same number of NRM referrals" in text_of(app)


@pytest.mark.usefixtures("read_database")
def test_an_indicator_shows_what_could_be_seen_and_how_it_compares_with_others():
    said = text_of(opened_on("priority_two", "E04"))
    assert "With numbers this size, a sustained rise" in said
    assert "was better than England (22.6%)" in said


@pytest.mark.usefixtures("read_database")
def test_concerns_too_few_for_limits_have_days_between_and_a_split_by_locality():
    app = opened_on("priority_one", "H18")
    # 24 concerns were opened on the first day of a month each.
    assert "An area of concern is opened about every 30 days" in text_of(app)
    assert any("date_words" in spec for spec in fields(app))
    app.text_input(key="event").input("opened-again").run()
    assert not app.exception
    assert not any("date_words" in spec for spec in fields(app))


@pytest.fixture
def few_by_month(database):
    made = checked(
        *(
            observation(
                indicator="H04",
                agency="durham-constabulary",
                numerator=float(1 + n % 5),
                period=Period(add_months(START.start, n - 12), "month"),
            )
            for n in range(42)
        ),
        content=b"wave",
    )
    with open_store(database) as store:
        accept(store, made, b"wave", by="test", is_sample=True)
    return database


@pytest.mark.usefixtures("few_by_month")
def test_a_wider_period_that_has_limits_is_one_press_away():
    app = opened_on("priority_one", "H04")
    assert "There are enough by quarter." in text_of(app)
    app.button(key="wider-H04").click().run()
    assert not app.exception
    assert app.text_input(key="period").value == "quarter"
    assert "by quarter" in text_of(app)
    assert not [button for button in app.button if button.key == "wider-H04"]


@pytest.mark.usefixtures("read_database")
def test_no_wider_period_is_offered_where_none_would_help():
    app = opened_on("priority_one", "H03")
    assert "There are too few by quarter or year too." in text_of(app)
    assert not [button for button in app.button if button.key == "wider-H03"]


@pytest.mark.usefixtures("read_database")
def test_mapping_meetings_stand_on_the_priority_of_the_areas_of_concern():
    said = text_of(opened_on("priority_one", "H17"))
    assert (
        "6 mapping meetings were held from April 2026 to September 2026; "
        "6 areas of concern were opened from them" in said
    )
    assert "Source: sheet “Mapping meetings” of return.xlsx" in said
    assert "mapping meetings were held" not in text_of(opened_on("priority_two", "E04"))


def test_the_legend_of_small_charts_has_a_sign_for_every_point_that_is_marked():
    marked = tuple(look for look in LOOKS if look not in NOT_MARKED)
    legend = format_legend(Multiples([], {}, marked, "up"))
    assert all(look in legend for look in marked)
