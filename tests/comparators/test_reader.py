"""Reading rows of a published file: which figure, from which cell, and the fault otherwise."""

from __future__ import annotations

import datetime as dt

import pytest

from dscp_data.comparators import read_comparators
from tests.comparators.results import codes, first, only

NEET_HEADINGS = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,old_la_code,new_la_code,la_name,Age,Cohort_DJFavg,NEET_not_known_percent,"
    "NEET_percent"
)


def test_a_referrals_row_gives_the_percentage_with_its_parts_and_its_cell(referrals_file, areas):
    figures, _ = read_comparators(referrals_file(), "c1.csv", areas)
    figure = only(figures, "E04")
    assert (figure.value, figure.numerator, figure.denominator) == (18.7, 1003, 5378)
    assert (figure.file, figure.cell, figure.mark, figure.unit) == ("c1.csv", "N2", "", "%")
    assert figure.source == "Children in need (Department for Education)"
    assert figure.publication == "Children in need, reporting year 2025"


def test_the_same_row_gives_the_count_of_referrals_from_its_own_cell(referrals_file, areas):
    figures, _ = read_comparators(referrals_file(), "c1.csv", areas)
    figure = only(figures, "E08")
    assert (figure.value, figure.numerator, figure.denominator) == (5378, 5378, None)
    assert (figure.cell, figure.unit, figure.comparable) == ("L2", "referrals", False)


def test_reporting_year_2025_is_the_year_to_31_march_2025(referrals_file, areas):
    figures, _ = read_comparators(referrals_file(), "c1.csv", areas)
    figure = only(figures, "E04")
    assert (figure.period_start, figure.period_end) == (dt.date(2024, 4, 1), dt.date(2025, 3, 31))
    assert figure.period_label == "2024 to 2025"


def test_another_kind_of_year_is_refused_and_not_guessed(referrals_file, areas):
    content = referrals_file({"time_identifier": "Calendar year"}, {"time_period": "2024"})
    figures, faults = read_comparators(content, "c1.csv", areas)
    assert {figure.period_label for figure in figures} == {"2023 to 2024"}
    refused = first(faults, "time-identifier")
    assert refused.cell == "B2"
    assert "Calendar year" in refused.message
    assert "Reporting year" in refused.message


@pytest.mark.parametrize(
    ("level", "code", "area_type", "area"),
    [
        ({"geographic_level": "National"}, {}, "country", "England"),
        ({"geographic_level": "Regional"}, {}, "region", "The Shires"),
        ({}, {}, "local authority", "Anyshire"),
        ({}, {"new_la_code": "E08000001", "old_la_code": "301"}, "neighbour", "Othershire"),
    ],
)
def test_each_row_is_about_the_area_of_its_own_level(
    referrals_file, areas, level, code, area_type, area
):
    figures, _ = read_comparators(referrals_file(level | code), "c1.csv", areas)
    figure = only(figures, "E04")
    assert (figure.area_type, figure.area_name) == (area_type, area)


def test_a_changed_new_code_is_found_by_the_code_that_stays(referrals_file, areas):
    figures, _ = read_comparators(
        referrals_file({"new_la_code": "E06000001", "old_la_code": " 199 "}), "c1.csv", areas
    )
    assert only(figures, "E04").area_code == "E06000099"


def test_authorities_that_are_not_compared_are_left_out(referrals_file, areas):
    elsewhere = {"new_la_code": "E07000001", "old_la_code": "999", "la_name": "Elsewhere"}
    figures, faults = read_comparators(referrals_file({}, elsewhere), "c1.csv", areas)
    assert {figure.area_name for figure in figures} == {"Anyshire"}
    assert "not-a-number" not in codes(faults)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        *(("c", "c"), ("z", "z"), ("x", "x"), ("u", "u"), ("k", "k"), ("low", "low")),
        *(("..", "x"), ("[c]", "c"), ("C", "c"), (" x\xa0", "x")),
    ],
)
def test_a_mark_is_a_status_and_never_a_number(referrals_file, areas, text, mark):
    content = referrals_file({"rereferral_count": text, "rereferral_percent": text})
    figures, faults = read_comparators(content, "c1.csv", areas)
    figure = only(figures, "E04")
    assert (figure.value, figure.mark, figure.numerator) == (None, mark, None)
    assert figure.denominator == 5378
    assert only(figures, "E08").value == 5378
    assert codes(faults) == ["area-missing", "area-missing"]


def test_a_dash_is_neither_nothing_nor_missing_so_it_is_a_fault(referrals_file, areas):
    figures, faults = read_comparators(referrals_file({"rereferral_percent": "-"}), "c1.csv", areas)
    assert [figure.indicator for figure in figures] == ["E08"]
    assert first(faults, "not-a-number").cell == "N2"
    assert first(faults, "not-a-number").column == "rereferral_percent"


@pytest.mark.parametrize(
    ("difference", "cell", "why"),
    [
        ({"rereferral_percent": "187"}, "N2", "between 0 and 100"),
        ({"rereferral_percent": "-3"}, "N2", "below zero"),
        ({"rereferral_count": "6000"}, "M2", "larger than the whole"),
    ],
)
def test_an_impossible_figure_is_not_stored(referrals_file, areas, difference, cell, why):
    figures, faults = read_comparators(referrals_file(difference), "c1.csv", areas)
    assert [figure.indicator for figure in figures] == ["E08"]
    assert first(faults, "out-of-range").cell == cell
    assert why in first(faults, "out-of-range").message


def test_parts_that_do_not_make_the_percentage_are_queried_and_stored(referrals_file, areas):
    figures, faults = read_comparators(
        referrals_file({"rereferral_count": "2003"}), "c1.csv", areas
    )
    assert only(figures, "E04").value == 18.7
    query = first(faults, "disagree")
    assert (query.severity, query.cell) == ("query", "N2")
    assert "2,003 of 5,378 is 37.2%" in query.message


def test_parts_rounded_to_tens_may_miss_the_percentage_by_their_rounding(referrals_file, areas):
    content = referrals_file(
        {"referral_count": "410", "rereferral_count": "80", "rereferral_percent": "20.3"}
    )
    _, faults = read_comparators(content, "c1.csv", areas)
    assert codes(faults) == ["area-missing", "area-missing"]


def test_a_blank_figure_is_reported_and_not_stored(referrals_file, areas):
    figures, faults = read_comparators(referrals_file({"rereferral_percent": ""}), "c1.csv", areas)
    assert [figure.indicator for figure in figures] == ["E08"]
    assert "Anyshire, 2024 to 2025" in first(faults, "blank").message


def test_an_unreadable_period_is_a_fault_at_its_cell(referrals_file, areas):
    figures, faults = read_comparators(referrals_file({"time_period": "20x5"}, {}), "c1.csv", areas)
    assert len(figures) == 2
    assert first(faults, "period").cell == "A2"


def test_a_second_row_for_the_same_area_and_year_is_queried(referrals_file, areas):
    figures, faults = read_comparators(
        referrals_file({}, {"rereferral_percent": "18.6"}), "c1.csv", areas
    )
    assert only(figures, "E04").value == 18.7
    assert first(faults, "twice").cell == "N3"


def test_the_publication_is_that_of_the_latest_year_in_the_file(referrals_file, areas):
    figures, _ = read_comparators(
        referrals_file({"time_period": "2024"}, {"time_period": "2026"}), "c1.csv", areas
    )
    assert {figure.publication for figure in figures} == {"Children in need, reporting year 2026"}


def test_columns_are_found_in_any_order_and_case(referrals_file, areas):
    content = referrals_file()
    heading, row = content.decode().splitlines()
    turned = "\n".join(",".join(reversed(line.split(","))) for line in (heading.upper(), row))
    figures, _ = read_comparators(b"\xef\xbb\xbf" + turned.encode(), "c1.csv", areas)
    assert only(figures, "E04").cell == "A2"
    assert only(figures, "E04").value == 18.7


def test_a_blank_line_above_moves_the_cells_and_nothing_else(referrals_file, areas):
    figures, _ = read_comparators(b"\n" + referrals_file(), "c1.csv", areas)
    assert only(figures, "E04").cell == "N3"


def test_neet_2025_is_the_december_to_february_average(areas):
    row = "2025,Calendar year,Local authority,E92000001,England,E12000099,The Shires,199,"
    row += "E06000099,Anyshire,16-17,11667,5.5,5.1"
    figures, faults = read_comparators(f"{NEET_HEADINGS}\n{row}\n".encode(), "neet.csv", areas)
    neet = only(figures, "H07")
    assert (neet.value, neet.numerator, neet.denominator) == (5.1, None, 11667)
    assert neet.period_label == "December 2024 to February 2025"
    assert neet.period_end == dt.date(2025, 2, 28)
    not_known = only(figures, "H07-NK")
    assert (not_known.value, not_known.context_for) == (5.5, "H07")
    assert "context beside H07" in first(faults, "context").message


def test_a_count_of_children_in_need_is_reported_to_fit_no_indicator(referrals_file, areas):
    headings = (
        "time_period,time_identifier,geographic_level,country_code,region_code,old_la_code,"
        "new_la_code,category,Started_episodes,At31_episodes"
    )
    content = referrals_file(
        {"category": "Children in Need", "Started_episodes": "9", "At31_episodes": "3605"},
        headings=headings,
    )
    figures, faults = read_comparators(content, "b1.csv", areas)
    figure = only(figures, "CIN")
    assert (figure.value, figure.period_label) == (3605, "31 March 2025")
    assert "no indicator in the plan has the same definition" in first(faults, "context").message
