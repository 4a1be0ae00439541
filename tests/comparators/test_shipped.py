"""The figures the product ships say what was published."""

from __future__ import annotations

import csv
import statistics
from collections import Counter
from pathlib import Path

import pytest

from dscp_data.comparators import LICENCE, neighbour_summary, read_areas, read_measures, read_tidy

SHIPPED = Path(__file__).parents[2] / "sample_data" / "published" / "comparators.csv"
FIGURES = {(f.indicator, f.area_name, f.period_label): f for f in read_tidy(SHIPPED)}


@pytest.mark.parametrize(
    ("year", "percent"),
    [
        ("2019 to 2020", 27.9),
        ("2020 to 2021", 22.8),
        ("2021 to 2022", 18.3),
        ("2022 to 2023", 16.4),
        ("2023 to 2024", 17.0),
        ("2024 to 2025", 18.7),
    ],
)
def test_county_durham_re_referrals(year, percent):
    assert FIGURES["E04", "County Durham", year].value == percent


def test_county_durham_re_referrals_are_1003_of_5378_from_its_cell():
    figure = FIGURES["E04", "County Durham", "2024 to 2025"]
    assert (figure.numerator, figure.denominator) == (1003, 5378)
    assert (figure.file, figure.cell) == ("dfe_c1_referrals_rereferrals_2013_2025.csv", "N14")
    assert FIGURES["E08", "County Durham", "2024 to 2025"].cell == "L14"


@pytest.mark.parametrize(
    ("indicator", "area", "period", "value"),
    [
        ("E04", "North East", "2024 to 2025", 20.7),
        ("E04", "England", "2024 to 2025", 22.6),
        ("E08", "County Durham", "2024 to 2025", 5378),
        ("E08-RATE", "County Durham", "2024 to 2025", 535.5),
        ("H07", "County Durham", "December 2024 to February 2025", 5.1),
        ("H07", "North East", "December 2024 to February 2025", 5.0),
        ("H07", "England", "December 2024 to February 2025", 3.4),
        ("H07-NK", "County Durham", "December 2024 to February 2025", 5.5),
        ("H03-UK", "United Kingdom", "October to December 2023", 1945),
    ],
)
def test_shipped_figures_are_those_of_the_publications(indicator, area, period, value):
    assert FIGURES[indicator, area, period].value == value


def test_child_nrm_referrals_of_the_force_by_calendar_quarter():
    force = [f for f in FIGURES.values() if f.indicator == "H03"]
    assert [f.value for f in sorted(force, key=lambda f: f.period_end)] == [5, 2, 1, 4, 2, 0, 1]
    assert {f.area_type for f in force} == {"police force area"}
    assert all("Darlington" in f.caveat for f in force)
    assert min(f.period_label for f in force if f.period_end.year == 2022) == "April to June 2022"


def test_marks_stay_marks():
    marked = {key: f.mark for key, f in FIGURES.items() if f.mark}
    assert marked == {
        ("CIN", "County Durham", "31 March 2013"): "x",
        ("E04", "South Tyneside", "2014 to 2015"): "x",
        ("E04", "South Tyneside", "2015 to 2016"): "x",
        ("E08", "South Tyneside", "2014 to 2015"): "x",
    }


def test_what_is_shipped_is_complete_and_counted():
    assert Counter(indicator for indicator, _, _ in FIGURES) == {
        "E04": 169,
        "E08": 169,
        "E08-RATE": 130,
        "CIN": 169,
        "H07": 104,
        "H07-NK": 91,
        "H03": 7,
        "H03-UK": 47,
    }
    assert len(FIGURES) == len(read_tidy(SHIPPED))


def test_every_figure_is_of_a_known_area_and_measure_with_source_and_licence():
    names = {area.name for area in read_areas()}
    measures = {measure.indicator for measure in read_measures()}
    assert {name for _, name, _ in FIGURES} == names
    assert {indicator for indicator, _, _ in FIGURES} == measures
    with SHIPPED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["licence"] for row in rows} == {LICENCE}
    assert all(row["source"] and row["publication"] and row["file"] and row["cell"] for row in rows)


def test_the_sources_list_names_each_file_with_its_origin():
    with SHIPPED.with_name("sources.csv").open(encoding="utf-8") as file:
        sources = {row["file"]: row for row in csv.DictReader(file)}
    assert Counter(f.file for f in FIGURES.values()) == {
        name: int(row["figures"]) for name, row in sources.items()
    }
    assert all(row["origin"] and len(row["sha256"]) == 64 for row in sources.values())


def test_percentages_agree_with_their_parts():
    checked = [f for f in FIGURES.values() if f.indicator == "E04" and f.value is not None]
    assert len(checked) == 167
    for f in checked:
        assert f.numerator is not None
        assert f.denominator
        assert f.value == pytest.approx(100 * f.numerator / f.denominator, abs=0.09)


def test_the_neighbours_median_of_re_referrals_by_a_plain_loop():
    values = []
    for (indicator, _, period), figure in FIGURES.items():
        if (indicator, period, figure.area_type) == ("E04", "2024 to 2025", "neighbour"):
            values.append(figure.value)
    [summary] = [
        s
        for s in neighbour_summary(FIGURES.values())
        if (s.indicator, s.period_label) == ("E04", "2024 to 2025")
    ]
    assert len(values) == summary.with_value == 10
    assert summary.median == statistics.median(values) == 18.75
    assert (summary.lowest, summary.highest) == (13.0, 28.8)


def test_a_neighbour_without_a_value_is_named():
    [summary] = [
        s
        for s in neighbour_summary(FIGURES.values())
        if (s.indicator, s.period_label) == ("E04", "2015 to 2016")
    ]
    assert (summary.with_value, summary.neighbours) == (9, 10)
    assert summary.without == ("South Tyneside",)
