"""Published figures for other places beside our own, with their source."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.analysis.benchmark import BenchmarkComparison, Benchmarks
from dscp_data.analysis.benchmark_text import (
    FEWEST_RANKED,
    benchmark_finding,
    describe_local_figure,
    describe_neighbours,
    describe_rank,
    describe_recent_trend,
    format_benchmark,
    own_period,
    point_of_year,
)
from dscp_data.catalogue import Indicator
from dscp_data.comparators.comparison import comparable_measures, comparison, published_table
from dscp_data.trends import ALL, Selection
from dscp_data.trends.point import Point
from dscp_ui import queries
from dscp_ui.widgets.analysis_charts import draw_comparison, draw_ranking
from dscp_ui.widgets.html_table import draw_table

ONLY_OUR_OWN = (
    "Only counts are published. Areas differ in size, so we do not compare our figure with others."
)


def show_latest_comparison(indicator: Indicator) -> None:
    """One line under the trend: how our area compares by the newest published figures."""
    published = queries.run_sql("comparators", indicator=indicator.id)
    measures = comparable_measures(published)
    if measures and (found := queries.benchmarks(indicator.id, measures[0])):
        st.caption(f"**Compared with other areas:** {benchmark_finding(found)}")


def show_comparators(indicator: Indicator, selection: Selection) -> None:
    published = queries.run_sql("comparators", indicator=indicator.id)
    measures = comparable_measures(published)
    if not measures:
        st.info("There are no published figures to compare with this indicator.")
        return
    measure = measures[0]
    if len(measures) > 1:
        measure = st.radio("Measure", measures, key=f"m-{indicator.id}")
    source = sources_of(published[published["measure"] == measure])
    found = queries.benchmarks(indicator.id, measure)
    show_benchmarks(found, indicator, selection, source)
    frame = comparison(published[published["measure"] == measure])
    unit = frame["unit"].iloc[0]
    draw_comparison(frame, unit, f"compared-{indicator.id}", f"{measure}, as published", source)
    table = published_table(frame, unit)
    draw_table(table, f"{measure}, as published", numbers=list(table.columns)[1:])
    st.caption(source)


def show_benchmarks(
    found: Benchmarks | None, indicator: Indicator, selection: Selection, source: str
) -> None:
    """How our area compares, in a sentence and a table, and what our own returns say beside it."""
    if found is None:
        st.caption(ONLY_OUR_OWN)
        return
    st.subheader(benchmark_finding(found), anchor=False)
    if len(found.neighbours) >= FEWEST_RANKED:
        sentence = describe_rank(found)
        draw_ranking(found, key=f"ranked-{indicator.id}", alt=sentence, source=source)
        st.caption(sentence)
    draw_table(benchmark_table(found), f"How {found.place} compares in {found.period}")
    sentences = [
        describe_neighbours(found),
        describe_recent_trend(found),
        describe_local_figure(found, indicator, returned_that_year(found, indicator, selection)),
    ]
    st.caption(" ".join(part for part in sentences if part))


def returned_that_year(
    found: Benchmarks, indicator: Indicator, selection: Selection
) -> Point | None:
    """The whole place's own figure for the published year, whatever else is filtered."""
    year = own_period(found)
    if year is None or found.unit != indicator.unit:
        return None
    of_year = Selection(period_type="year", as_of=selection.as_of, audience="exact")
    (first, *others) = queries.series(indicator.id, of_year)
    return None if others or first.agency != ALL else point_of_year(first, year)


def benchmark_table(found: Benchmarks) -> pd.DataFrame:
    """A row a benchmark: its figure, its range, and how our area compares with it."""
    return pd.DataFrame(
        [
            {
                "Compared with": one.place,
                f"Figure, {found.period}": format_benchmark(one.value, found.unit),
                "Range": format_range(one, found.unit),
                f"{found.place} is": one.verdict.capitalize() or f"Not compared: {one.why_not}",
            }
            for one in found.against
        ]
    )


def format_range(one: BenchmarkComparison, unit: str) -> str:
    if pd.isna(one.lower):
        return "–"
    return f"{format_benchmark(one.lower, unit)} to {format_benchmark(one.upper, unit)}"


def sources_of(published: pd.DataFrame) -> str:
    newest = published.sort_values("period_end").iloc[-1]
    publications = " and ".join(sorted(set(published["publication"]))[-2:])
    return f"Source: {newest['source']}. {publications}. {newest['caveat']}"
