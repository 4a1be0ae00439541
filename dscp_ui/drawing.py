"""Charts on screen: a cached spec, and the data beside it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dscp_data.catalogue import Indicator
from dscp_data.charts import (
    Drawn,
    Multiples,
    cohort_chart,
    comparison_chart,
    days_between_chart,
    funnel_chart,
    marked,
    reconciliation_chart,
    small_multiples,
    survival_chart,
    trend_chart,
)
from dscp_data.charts.trend_frame import (
    CONCERN,
    HIGHER,
    IMPROVEMENT,
    LOWER,
    MATURING,
    NOT_COMPLETE,
    PROVISIONAL,
    SMALL,
)
from dscp_data.trends import POINTS, Selection, Trend
from dscp_data.trends.finding import finding, stands_in_words
from dscp_data.trends.funnels import Funnel
from dscp_data.trends.reconciliation import Reconciled
from dscp_data.trends.settled import annotations_of
from dscp_data.words import listed
from dscp_ui.marking import chart_line, marking_in_short

# Three of these fill the detail's side of the page at 1366 pixels, two a phone of 390.
MULTIPLE_WIDTH = 165


def theme() -> str:
    """ "light" or "dark": the theme the reader sees now."""
    return st.context.theme.type or "light"


def warm_up() -> None:
    """Have the specs of a trend authored and checked before the first reader comes."""
    points = pd.DataFrame(columns=POINTS, index=range(1)).assign(
        period_start=pd.Timestamp(2025, 4, 1), complete=False, provisional=False, rebased=False
    )
    for shade in ("light", "dark"):
        trend_chart(points, "", "month", shade)


def draw(drawn: Drawn, key: str, alt: str, line: str = "") -> None:
    """`line` stands under a chart that is too small for all of `chart_line`."""
    spec = marked(drawn.spec, line or chart_line(), theme())
    st.vega_lite_chart(drawn.frame, spec, key=key, alt=alt, theme=None, width="stretch")


def draw_trend(trend: Trend, key: str, revised: Sequence[str] = ()) -> None:
    """`revised` says of each point what was first given, or "" where it stands as it was."""
    drawn = trend_chart(
        trend.points,
        trend.indicator.unit,
        trend.period_type,
        theme(),
        annotations=annotations_of(trend.points, trend.settings),
        revised=revised,
    )
    draw(drawn, key, finding(trend))


def draw_multiples(named: list[tuple[str, Trend]], key: str) -> None:
    """One small chart a name, all on one scale, as many beside each other as there is room for."""
    first = named[0][1]
    drawn = small_multiples(
        [(name, trend.points) for name, trend in named],
        first.indicator.unit,
        first.period_type,
        theme(),
    )
    if drawn.looks:
        st.markdown(f":small[{legend_in_words(drawn)}]")
    with st.container(horizontal=True, gap="small", key=f"multiples-{key}"):
        for (name, frame), (_, trend) in zip(drawn.frames, named, strict=True):
            with st.container(width=MULTIPLE_WIDTH, gap=None):
                st.markdown(f"**{name}**")
                alt = f"{name}: {stands_in_words(trend)}"
                draw(Drawn(frame, drawn.spec), f"{key}-{name}", alt, marking_in_short())


def legend_in_words(drawn: Multiples) -> str:
    """One legend for all, its signs as the points are drawn."""
    good, bad = ("▲", "▼") if drawn.better == "up" else ("▼", "▲")
    signs = {
        IMPROVEMENT: f":blue[{good}]",
        CONCERN: f":orange[{bad}]",
        HIGHER: ":violet[▲]",
        LOWER: ":violet[▼]",
        PROVISIONAL: "◇",
        SMALL: "□",
        NOT_COMPLETE: "○",
        MATURING: "❙",
    }
    return " \u2003 ".join(f"{signs[look]} {look}" for look in drawn.looks)


def draw_cohorts(frame: pd.DataFrame, window: int, selection: Selection, key: str) -> None:
    drawn = cohort_chart(
        frame,
        selection.period_type,
        theme(),
        reached=f"Within {window} months",
        not_reached=f"Not within {window} months",
    )
    draw(
        drawn, key, f"Areas of concern followed up for {window} months, by {selection.period_type}"
    )


def draw_comparison(frame: pd.DataFrame, unit: str, key: str) -> None:
    drawn = comparison_chart(frame, unit, theme())
    draw(drawn, key, f"Published figures by year: {listed(list(frame['area'].unique()))}")


def draw_funnel(found: Funnel, indicator: Indicator, key: str, alt: str) -> None:
    draw(funnel_chart(found.units, indicator.polarity, indicator.denominator, theme()), key, alt)


def draw_survival(curve: pd.DataFrame, key: str, alt: str) -> None:
    draw(survival_chart(curve, theme()), key, alt)


def draw_reconciliation(found: Reconciled, key: str, alt: str) -> None:
    names = (found.first_name, found.second_name)
    draw(reconciliation_chart(found.rows, names, found.period_type, theme()), key, alt)


def draw_days_between(waits: pd.DataFrame, key: str, alt: str) -> None:
    draw(days_between_chart(waits, theme()), key, alt)
