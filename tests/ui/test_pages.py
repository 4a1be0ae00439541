"""Every page runs, says what it shows, and says that sample data are invented."""

from datetime import date, timedelta

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.model.clock import today
from dscp_data.model.periods import Period, add_months
from dscp_data.model.text import format_date
from dscp_data.settings import NewSetting, save_setting
from dscp_data.store import accept, open_store
from tests.making import checked, observation
from tests.paths import PAGES
from tests.ui.databases import MONTHS, START
from tests.ui.pages import board, facts, opened, opened_on, text_of, trends_drawn
from tests.ui.tables import table, tables


@pytest.mark.usefixtures("read_database")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_and_states_that_sample_data_are_invented(page):
    app = opened(page)
    assert not app.exception
    assert "These figures are invented" in text_of(app)


@pytest.mark.usefixtures("read_database")
def test_the_overview_lists_every_indicator():
    names = board(opened())["Indicator"]
    for indicator in catalogue().indicators:
        assert names.str.startswith(indicator.short_name).any(), indicator.short_name


@pytest.mark.usefixtures("read_database")
@pytest.mark.parametrize(("page", "id"), [("priority_one", "1"), ("priority_two", "2")])
def test_a_priority_page_has_its_why_its_outcomes_and_its_indicators(page, id):
    app, plan = opened(page), catalogue()
    said = text_of(app).replace("\\", "")  # which keeps brackets of Markdown literal
    assert plan.priority(id).why in said
    for outcome in plan.outcomes_of(id):
        assert outcome.wording in said
    for indicator in plan.indicators_of(id):
        assert indicator.short_name in said


@pytest.mark.usefixtures("read_database")
def test_choosing_an_indicator_shows_its_finding_and_its_chart():
    app = opened("priority_two")
    app.selectbox(key="indicator-shown").select("E04").run()
    assert "Re-referrals within 12 months: 21.0% in September 2026" in text_of(app)
    assert trends_drawn(app)


@pytest.mark.usefixtures("read_database")
def test_a_filter_is_echoed_in_words_and_changes_the_figures():
    app = opened("priority_two")
    app.selectbox(key="indicator-shown").select("E08").run()
    before = facts(app)
    app.pills(key="locality-shown").select("easington").run()
    assert "Easington" in text_of(app)
    assert facts(app) != before


@pytest.mark.usefixtures("read_database")
def test_an_empty_result_explains_what_to_change():
    app = opened("priority_two")
    app.selectbox(key="indicator-shown").select("E15").run()
    app.pills(key="locality-shown").select("teesdale").run()
    assert "Choose all agencies, all localities" in text_of(app)
    assert not app.exception


@pytest.mark.usefixtures("read_database")
def test_agencies_that_may_count_the_same_child_have_a_line_each():
    app = opened("priority_one")
    app.selectbox(key="indicator-shown").select("H03").run()
    assert "Durham Constabulary" in str(app.get("button_group"))
    assert "NRM referrals" in text_of(app)


@pytest.mark.usefixtures("read_database")
@pytest.mark.parametrize("months", [6, 12])
def test_areas_of_concern_are_followed_up_for_the_window_that_is_chosen(months):
    app = opened("priority_one")
    app.selectbox(key="indicator-shown").select("H18").run()
    app.text_input(key="window").input(str(months))
    app.run()
    assert f"Outcome after {months} months" in text_of(app)
    assert f"resolved within {months} months" in text_of(app)
    assert "complete to 1 October 2026" in text_of(app)


@pytest.mark.usefixtures("read_database")
@pytest.mark.parametrize("view", ["By locality", "By agency", "Compared", "Figures", "About"])
def test_every_view_of_an_indicator_runs(view):
    app = opened("priority_two")
    app.session_state["view"] = view
    app.selectbox(key="indicator-shown").select("E04").run()
    assert not app.exception
    shows = {
        "By locality": lambda: "Teesdale" in str(table(app, "Latest complete figures")),
        "By agency": lambda: "Children's Social Care" in str(table(app, "Latest complete figures")),
        "Compared": lambda: "20.7%" in table(app, "How ").to_string(),
        "Figures": lambda: "return.xlsx" in set(app.dataframe[-1].value["File"]),
        "About": lambda: "All referrals" in str(table(app, "Definition of")),
    }
    assert shows[view]()


@pytest.mark.usefixtures("read_database")
@pytest.mark.parametrize("period", ["quarter", "year"])
def test_figures_can_be_shown_by_quarter_and_year(period):
    app = opened("priority_two")
    app.text_input(key="period").input(period)
    app.run()
    assert f"by {period}" in text_of(app)
    assert not app.exception


def test_an_empty_store_explains_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("DSCP_DATABASE", str(tmp_path / "empty.duckdb"))
    app = opened()
    assert not app.exception
    assert "No returns have been uploaded yet" in text_of(app)
    from tests.ui.databases import close_store

    close_store()


@pytest.mark.usefixtures("read_database")
def test_by_locality_compares_every_locality_whatever_the_filter():
    app = opened_on("priority_two", "E04", "By locality")
    app.pills(key="locality-shown").select("easington").run()
    assert list(table(app, "Latest complete figures")["Locality"]) == ["Easington", "Teesdale"]


@pytest.mark.usefixtures("read_database")
def test_figures_can_be_seen_as_they_stood_on_a_day():
    app = opened("priority_two")
    app.selectbox(key="indicator-shown").select("E04").run()
    app.text_input(key="as_of").input("2020-01-01").run()
    assert "as at 1 January 2020" in text_of(app)
    assert "no complete figures in this selection" in text_of(app)
    assert not app.exception


def opened_on_what_is_due():
    app = opened("returns")
    app.session_state["returns_view"] = "Due and received"
    return app.run()


@pytest.mark.usefixtures("read_database")
def test_what_is_due_is_described_in_words_and_shapes_the_newest_quarter_first():
    shown = opened_on_what_is_due().dataframe[0].value
    quarters = list(shown.columns[1:])
    assert list(shown["Agency"]) == [agency.short_name for agency in catalogue().agencies]
    assert (quarters[-1], quarters) == ("Q1 24/25", sorted(quarters, key=by_year, reverse=True))
    stands = shown.set_index("Agency")["Q1 24/25"]
    assert stands["Housing Solutions"].startswith("◆ Late, ")
    assert stands["Housing Solutions"].endswith(" days")
    # E04, E08 and H03 are sent, and the register answers for H18 and H19.
    assert stands["Children's Social Care"].startswith("◐ Partly 5 of ")


def by_year(quarter):
    """ "Q2 26/27" in the order of time."""
    name, years = quarter.split()
    return years, name


@pytest.mark.usefixtures("read_database")
def test_the_reminder_is_for_the_late_agency_that_is_chosen():
    app = opened_on_what_is_due()
    app.selectbox(key="late_agency").select("housing").run()
    assert "To: Durham County Council – Housing Solutions" in app.code[0].value
    assert "H08 Youth homelessness and rough sleeping: April to June 2024" in app.code[0].value


@pytest.mark.usefixtures("database")
def test_reminders_to_all_late_agencies_are_recorded_as_sent():
    app = opened_on_what_is_due()
    app.selectbox(key="late_agency").select("all").run()
    assert app.code[0].value.count("To: ") > 1
    assert "No reminder is recorded yet." in text_of(app)
    app.button(key="reminded").click().run()
    assert "was last reminded on" in text_of(app)
    assert not app.exception


@pytest.mark.usefixtures("read_database")
def test_accepted_returns_are_filtered_by_agency_and_quarter():
    app = opened("returns")
    app.session_state["returns_view"] = "Accepted returns"
    app.run()
    app.selectbox(key="held_agency").select("dcc-csc").run()
    assert set(app.dataframe[0].value["Agency"]) == {"Children's Social Care"}


def test_what_is_due_of_an_empty_store_says_to_send_a_return(tmp_path, monkeypatch):
    monkeypatch.setenv("DSCP_DATABASE", str(tmp_path / "empty.duckdb"))
    app = opened_on_what_is_due()
    assert not app.exception
    assert "No returns have been uploaded yet" in "\n".join(str(info.value) for info in app.info)
    assert "to see what is due" in text_of(app)
    from tests.ui.databases import close_store

    close_store()


def keep(database, *settings):
    with open_store(database) as store:
        for setting in settings:
            save_setting(store, setting, by="test", reason="Agreed")


def test_the_overview_looks_back_to_the_last_meeting(database):
    keep(
        database, NewSetting("meeting", date(2020, 1, 15)), NewSetting("meeting", date(2019, 1, 9))
    )
    app = opened()
    assert not app.exception
    assert "New since the last meeting" in text_of(app)
    assert app.date_input(key="since-shown").value == date(2020, 1, 15)
    assert any("**1 return** received" in fold.label for fold in app.expander)
    app.date_input(key="since-shown").set_value(date(2020, 2, 1)).run()
    assert "New since this date" in text_of(app)
    assert app.query_params["since"] == "2020-02-01"


def test_the_overview_says_which_figures_may_still_change(database):
    newest = Period(add_months(START.start, MONTHS - 1), "month")
    with open_store(database) as store:
        sent = observation(
            indicator="E15",
            agency="dcc-early-help",
            period=newest,
            numerator=301.0,
            provisional=True,
        )
        content = b"the newest month"
        accept(store, checked(sent, content=content, agency="dcc-early-help"), content, by="test")
    periods = board(opened()).set_index("Indicator")["Figures to"]
    assert periods.filter(like="Early Help referrals").item() == "Sep 26 provisional"
    assert periods.filter(like="Re-referrals").item() == "Sep 26"


@pytest.mark.usefixtures("read_database")
def test_the_icon_table_has_its_own_small_filter():
    everything = board(opened())
    filtered = board(opened(priority="3", status="no-figures"))
    assert 0 < len(filtered) < len(everything)
    assert set(filtered["Latest"]) == {"–"}
    sent = board(opened(whose="durham-constabulary"))
    assert sent["Indicator"].tolist() == ["NRM referrals Durham Constabulary"]


def with_settings_open(app):
    """A page with its targets, baselines and notes unfolded, which are drawn only then."""
    app.session_state["settings"] = True
    return app.run()


def test_a_target_is_in_the_icon_table_and_on_the_indicator(database):
    keep(database, NewSetting("target", date(2024, 4, 1), "E04", value=50.0))
    targets = board(opened())["Target"]
    assert targets[targets != ""].tolist() == ["P Meets 50% or less"]
    app = with_settings_open(opened("priority_two", indicator="E04"))
    said = text_of(app)
    assert "it will keep meeting the target of 50% or less" in said
    assert "Target50% or less" in facts(app)
    assert any("Target of 50% from April 2024" in str(one) for one in tables(app).values())


def test_the_past_cannot_be_changed(database):
    keep(database, NewSetting("target", date(2024, 4, 1), "E04", value=50.0))
    app = with_settings_open(opened("priority_two", indicator="E04", as_of="2020-01-01"))
    assert "Clear the “as at” date" in text_of(app)
    assert "Set a target" not in [button.label for button in app.button]


@pytest.mark.usefixtures("read_database")
def test_what_is_due_obeys_the_day_that_was_chosen():
    app = opened_on_what_is_due()
    app.text_input(key="as_of").input("2020-01-01").run()
    assert "No returns had been accepted by that date" in text_of(app)
    tomorrow = today() + timedelta(days=1)
    app.text_input(key="as_of").input(tomorrow.isoformat()).run()
    assert f"On {format_date(tomorrow)}: " in text_of(app)
    assert not app.exception
