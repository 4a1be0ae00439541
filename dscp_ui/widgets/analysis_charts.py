"""Charts of an indicator beside its trend: comparisons, cohorts and waits, each with its menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import pandas as pd

from dscp_data.analysis.benchmark import Benchmarks
from dscp_data.analysis.benchmark_text import quartiles, ranking
from dscp_data.analysis.funnels import Funnel
from dscp_data.analysis.reconciliation import Reconciliation
from dscp_data.catalogue import Indicator
from dscp_data.catalogue.entries import Polarity
from dscp_data.charts import (
    Chart,
    cohort_chart,
    comparison_chart,
    days_between_chart,
    funnel_chart,
    ranking_chart,
    reconciliation_chart,
    survival_chart,
)
from dscp_data.comparators.comparison import published_table
from dscp_data.model.text import join_list
from dscp_data.trends import Selection
from dscp_ui.frame.chart_exports import offered_drawing
from dscp_ui.widgets.chart_menu import draw_chart_menu
from dscp_ui.widgets.chart_tables import (
    FUNNEL,
    RANKED,
    RESOLUTION,
    WAITS,
    cohort_table,
    fold_table,
    text_table,
)
from dscp_ui.widgets.charts import PreparedChart, draw, prepare, theme


def offer(
    file: str,
    title: str,
    draw_in: Callable[[str], Chart],
    figures: Callable[[], pd.DataFrame],
    source: str = "",
) -> None:
    """The menu of a large chart, which draws it anew for a light ground."""
    drawn = offered_drawing(file, title, partial(draw_in, "light"), figures, source)
    draw_chart_menu(file, [drawn])


def draw_cohorts(frame: pd.DataFrame, window: int, selection: Selection, key: str) -> None:
    def drawn(theme: str) -> Chart:
        return cohort_chart(
            frame,
            selection.period_type,
            theme,
            reached=f"Within {window} months",
            not_reached=f"Not within {window} months",
        )

    alt = f"Areas of concern followed up for {window} months, by {selection.period_type}"
    chart = prepare(drawn(theme()))
    draw(chart, key, alt)
    offer(key, alt, drawn, lambda: cohort_table(chart.rows))
    fold_table("Figures for these cohorts", key, lambda: cohort_table(chart.rows))


def draw_comparison(frame: pd.DataFrame, unit: str, key: str, title: str, source: str) -> None:
    drawn = partial(comparison_chart, frame, unit)
    areas = f"Published figures by year: {join_list(list(frame['area'].unique()))}"
    draw(prepare(drawn(theme())), key, areas)
    offer(key, title, drawn, lambda: published_table(frame, unit), source)


def draw_ranking(found: Benchmarks, key: str, alt: str, source: str) -> None:
    drawn = partial(ranking_chart, ranking(found), list(quartiles(found)), found.unit)
    chart = prepare(drawn(theme()))
    draw(chart, key, alt)
    offer(key, alt, drawn, lambda: text_table(chart.rows, RANKED), source)


def draw_funnel(found: Funnel, indicator: Indicator, key: str, alt: str) -> None:
    drawn = partial(funnel_chart, found.units, indicator.polarity, indicator.denominator)
    chart = prepared_funnel(found, indicator.polarity, indicator.denominator, theme())
    draw(chart, key, alt)
    offer(key, alt, drawn, lambda: text_table(chart.rows, FUNNEL))
    fold_table("Figures in this funnel plot", key, lambda: text_table(chart.rows, FUNNEL))


@lru_cache(maxsize=128)
def prepared_funnel(found: Funnel, polarity: Polarity, base: str, theme: str) -> PreparedChart:
    return prepare(funnel_chart(found.units, polarity, base, theme))


def draw_survival(curve: pd.DataFrame, key: str, alt: str) -> None:
    chart = prepare(survival_chart(curve, theme()))
    draw(chart, key, alt)
    offer(key, alt, partial(survival_chart, curve), lambda: text_table(chart.rows, RESOLUTION))
    fold_table("Figures for this curve", key, lambda: text_table(chart.rows, RESOLUTION))


def draw_reconciliation(
    found: Reconciliation, key: str, alt: str, figures: Callable[[], pd.DataFrame]
) -> None:
    names = (found.first_name, found.second_name)
    drawn = partial(reconciliation_chart, found.rows, names, found.period_type)
    draw(prepare(drawn(theme())), key, alt)
    offer(key, alt, drawn, figures)


def draw_days_between(waits: pd.DataFrame, key: str, alt: str) -> None:
    chart = prepare(days_between_chart(waits, theme()))
    draw(chart, key, alt)
    offer(key, alt, partial(days_between_chart, waits), lambda: text_table(chart.rows, WAITS))
    fold_table("Days between events", key, lambda: text_table(chart.rows, WAITS).iloc[::-1])
