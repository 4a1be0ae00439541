"""What leaves the dashboard is marked, holds no formula, and says what it is."""

import csv
import io
from datetime import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.exports.marked_csv import (
    FIGURES,
    as_text,
    figures_as_shown,
    figures_of,
    marked_csv,
    marking_of,
)
from dscp_data.model.periods import month
from dscp_data.trends import Selection, trend
from tests.making import observation

AT = datetime(2026, 10, 16, 9, 5)
RISKY = st.sampled_from(
    ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "a", "'", " "]
)
TEXTS = st.one_of(st.text(), st.builds("".join, st.tuples(RISKY, st.text())))


@given(TEXTS)
def test_text_never_becomes_a_formula_and_loses_nothing(text):
    safe = as_text(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert safe in (text, f"'{text}")


@given(st.one_of(st.integers(), st.floats(), st.none(), st.booleans()))
def test_what_is_no_text_is_left_alone(value):
    assert as_text(value) is value


@given(TEXTS, TEXTS)
def test_no_cell_of_an_export_is_a_formula(store_plan, heading, text):
    rows = read(marked_csv(pd.DataFrame({heading: [text]}), marking(store_plan)))
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@pytest.fixture(scope="module")
def store_plan():
    from dscp_data.catalogue import catalogue

    return catalogue()


def marking(plan, audience="exact"):
    return marking_of(plan, audience, "A. Analyst", AT, "All agencies · by month", 12)


def read(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def shown(store, audience, indicator="E08"):
    (one,) = trend(store, store.plan.indicator(indicator), Selection(audience=audience))
    return figures_of(one)


@pytest.fixture
def figures(take_in):
    take_in(
        observation(period=month(2025, 4), numerator=3.0, provisional=True),
        observation(period=month(2025, 5), numerator=23.0),
        observation(period=month(2025, 6), numerator=None, status="suppressed"),
    )


@pytest.mark.usefixtures("figures")
def test_an_export_of_exact_figures_explains_how_to_handle_it_and_what_it_shows(store):
    rows = read(marked_csv(shown(store, "exact"), marking(store.plan)))
    said = [row[0] for row in rows if row[0].startswith("#")]
    assert said[0] == "# OFFICIAL-SENSITIVE"
    assert said[2:] == [
        "# Made by A. Analyst on 16 October 2026 at 10:05am",
        "# Shows All agencies · by month",
        "# Data version 12",
        "# Figures: exact",
    ]
    assert rows[6] == FIGURES
    assert rows[7][:3] == ["all", "2025-04-01", "3"]


def test_a_percentage_of_few_is_exported_as_its_parts_and_others_are_rounded(store, take_in):
    parts = {month(2025, 4): (3.0, 4.0), month(2025, 5): (43.0, 255.0)}
    take_in(
        *(
            observation(indicator="E04", period=period, numerator=number, denominator=base)
            for period, (number, base) in parts.items()
        )
    )
    (one,) = trend(store, store.plan.indicator("E04"), Selection(audience="exact"))
    rows = read(marked_csv(figures_as_shown(one), marking(store.plan)))
    assert [row[FIGURES.index("value")] for row in rows[7:]] == ["3 of 4", "16.8627"]


@pytest.mark.usefixtures("figures")
def test_an_export_for_wider_sharing_holds_protected_figures_and_names_the_profile(store):
    rows = read(marked_csv(shown(store, "protected"), marking(store.plan, "protected")))
    assert rows[0] == ["# OFFICIAL"]
    assert rows[5][0].startswith("# Figures: protected (nhs)")
    headings, *lines = rows[6:]
    assert headings == [*FIGURES, "status"]
    told = [(line[2], line[4], line[-1]) for line in lines]
    assert told == [
        ("1 to 7", "1 to 7", "[p] provisional"),
        ("25", "25", ""),
        ("", "", "[c] hidden"),
    ]
