"""The returns of a partnership whose year starts in January: its template comes back as it was."""

import io
from datetime import date

import openpyxl
import pytest

from dscp_data.intake.check import check_file
from dscp_data.model.periods import quarter, year
from dscp_data.store import open_store
from dscp_data.templates.prefilled import prefilled_template
from dscp_data.trends import Selection, trends
from tests.partnership.invented import CARE_ID, PLACE_IDS, POLICE_ID

TODAY = date(2026, 11, 2)


@pytest.fixture
def store(database):
    with open_store(database) as opened:
        yield opened


def test_the_template_of_a_calendar_year_comes_back_with_the_figures_accepted(store):
    filled = prefilled_template(store, POLICE_ID, 2025)
    checked = check_file(filled, "return.xlsx", catalogue=store.plan, today=TODAY)
    assert [fault.message for fault in checked.faults if fault.severity == "error"] == []
    sent = {one.period for one in checked.observations if one.indicator == "N04"}
    assert sent == {quarter(2025, number) for number in (1, 2, 3, 4)}
    assert min(sent).start == date(2025, 1, 1)


def test_a_template_has_a_row_for_each_of_eighty_localities(store):
    book = openpyxl.load_workbook(io.BytesIO(prefilled_template(store, CARE_ID, 2025)))
    said = {cell.value for sheet in book for row in sheet for cell in row}
    assert {store.plan.locality(id).name for id in PLACE_IDS} <= said


def test_a_year_is_the_sum_of_the_calendar_years_months(store):
    (one,) = trends(
        store,
        [store.plan.indicator("N02")],
        Selection(period_type="year", audience="exact"),
    )
    shown = one.points.set_index("name")
    assert shown.loc[year(2024).name, "numerator"] == sum(number % 5 for number in range(12))
    assert shown.loc["2025", "numerator"] == sum(number % 5 for number in range(12, 24))
    assert list(shown["complete"]) == [True, True, False]


def check_lines(store, *lines):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    written = io.BytesIO()
    book.save(written)
    return check_file(written.getvalue(), "return.xlsx", catalogue=store.plan, today=TODAY)


HEADINGS = ["Indicator", "Agency", "Locality", "Period", "Number"]


@pytest.mark.parametrize("title", ["Ynys Wen", "PDPYW", "Durham"])
def test_only_the_name_of_another_place_is_asked_about(store, title):
    line = ["N04", POLICE_ID, PLACE_IDS[0], "Q1 2025", 12]
    checked = check_lines(store, [title], [], HEADINGS, line)
    asked = {(fault.cell, fault.severity) for fault in checked.faults if title in fault.message}
    assert bool(asked) == (title == "Durham")


@pytest.mark.parametrize("text", ["2025", "Q1 2025", "Quarter 1 2025"])
def test_a_year_of_the_calendar_needs_no_question(store, text):
    checked = check_lines(store, HEADINGS, ["N04", POLICE_ID, PLACE_IDS[0], text, 12])
    asked = [fault.message for fault in checked.faults if "council year" in fault.message]
    assert asked == []
