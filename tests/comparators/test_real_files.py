"""The publishers' files as they are, where the workspace holds them (none → no cases)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dscp_data.comparators import (
    read_areas,
    read_comparators,
    read_measures,
    read_neighbours,
    read_tidy,
)
from dscp_data.model.faults import Fault

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared" / "data" / "published"
FILES = sorted(PUBLISHED.iterdir()) if PUBLISHED.is_dir() else []
PLAN = [path for path in [ROOT.parent / "shared" / "plan" / "indicators.csv"] if path.is_file()]


def files(start: str) -> list[Path]:
    return [path for path in FILES if path.name.startswith(start)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_ends_in_figures_or_a_sentence(path):
    figures, faults = read_comparators(path, path.name, read_areas())
    assert faults
    assert all(isinstance(fault, Fault) for fault in faults)
    assert all(fault.message.endswith(".") for fault in faults)
    if figures:
        assert [fault.message for fault in faults if fault.severity != "note"] == []
    else:
        assert len(faults) == 1


@pytest.mark.parametrize("path", files("dfe_c1"), ids=lambda path: path.name)
def test_the_referrals_file_gives_the_values_of_its_rows(path):
    figures, _ = read_comparators(path, path.name, read_areas())
    held = {(f.indicator, f.area_name, f.period_end.year): f.value for f in figures}
    names = {area.name for area in read_areas()}
    expected = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = row["la_name"] or row["region_name"] or row["country_name"]
            if name in names:
                for indicator, column in (("E04", "rereferral_percent"), ("E08", "referral_count")):
                    text = row[column]
                    value = None if text == "x" else float(text)
                    expected[indicator, name, int(row["time_period"])] = value
    assert len(expected) == 2 * 13 * 13
    assert held == expected


@pytest.mark.parametrize("path", files("dfe_statistical_neighbours"), ids=lambda path: path.name)
def test_the_published_neighbours_are_those_compared(path):
    found, faults = read_neighbours(path, path.name, read_areas().own.old_code)
    assert faults == []
    assert len(found) == 10
    held = {area.old_code: area.name for area in read_areas().of_role("neighbour")}
    assert {neighbour.old_code: neighbour.name for neighbour in found} == held
    assert {neighbour.closeness for neighbour in found} == {"Very close"}


@pytest.mark.parametrize("path", files("ons_mye"), ids=lambda path: path.name)
def test_the_referral_rate_is_referrals_over_the_population_before(path):
    population = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = row["la_name"] or row["region_name"] or row["country_name"]
            population[name, row["time_period"]] = row["population_estimate"]
    shipped = read_tidy(ROOT / "sample_data" / "published" / "comparators.csv")
    counts = {(f.area_name, f.period_end): f.value for f in shipped if f.indicator == "E08"}
    rates = {(f.area_name, f.period_end): f.value for f in shipped if f.indicator == "E08-RATE"}
    assert len(rates) == 130
    for (name, end), rate in rates.items():
        people = float(population[name, str(end.year - 1)])
        assert rate == pytest.approx(10_000 * counts[name, end] / people, abs=0.06), name


@pytest.mark.parametrize("path", PLAN, ids=lambda path: path.name)
def test_every_measure_serves_or_is_beside_an_indicator_of_the_plan(path):
    with path.open(encoding="utf-8") as file:
        plan = {row["id"] for row in csv.DictReader(file)}
    for measure in read_measures():
        if measure.is_context:
            assert measure.indicator not in plan
            assert measure.context_for in plan | {""}
        else:
            assert measure.indicator in plan
