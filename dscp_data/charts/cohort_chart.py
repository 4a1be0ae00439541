"""Cohorts as stacked bars, by the period in which follow-up began."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from dscp_data.charts.axes import Scale, axis_labels, every_period, scale_for, short_name_of
from dscp_data.charts.chart import (
    FIT,
    Chart,
    finished,
    has_text,
    only,
    quantity,
    rows,
    text_channel,
    with_axis,
    words,
)
from dscp_data.charts.tokens import FONT_SIZE, palette
from dscp_data.model.periods import PeriodType, period_of
from dscp_data.model.text import pluralise

HEIGHT = 300
NOT_YET_KNOWN = "Not yet known"
ENDED_OTHERWISE = "Ended another way"
STILL_FOLLOWED = "still being followed up"


def cohort_chart(
    cohorts: pd.DataFrame,
    period_type: PeriodType,
    theme: str,
    *,
    reached: str = "Resolved within 6 months",
    not_reached: str = "Not resolved within 6 months",
) -> Chart:
    """The cohorts of COHORT as a page draws them; the two names say what the window was for."""
    frame = cohort_bars(cohorts, period_type, reached, not_reached)
    parts = set(frame.loc[frame["count"] > 0, "part"])
    spec = cohort_spec(
        theme,
        scale_for([0.0, *cohorts["members"].astype(float)], False, True, whole=True),
        axis_labels(every_period(cohorts["period_start"], period_type)),
        tuple(part in parts for part in (reached, not_reached, ENDED_OTHERWISE, NOT_YET_KNOWN)),
        reached=reached,
        not_reached=not_reached,
    )
    return Chart(frame, spec)


def cohort_bars(
    cohorts: pd.DataFrame, period_type: PeriodType, reached: str, not_reached: str
) -> pd.DataFrame:
    """One row a cohort and part: period, name, part, order, count, state, in_words, cohort_words,
    and `divide` with words on the first row of the first cohort still followed up.
    """
    counts = {
        reached: cohorts["reached_so_far"],
        not_reached: (
            cohorts["members"]
            - cohorts["reached_so_far"]
            - cohorts["not_yet_known"]
            - cohorts["ended_otherwise"]
        ).clip(lower=0),
        ENDED_OTHERWISE: cohorts["ended_otherwise"],
        NOT_YET_KNOWN: cohorts["not_yet_known"],
    }
    days = [start.date() for start in cohorts["period_start"]]
    named = pd.DataFrame(
        {
            "period": [short_name_of(day, period_type) for day in days],
            "name": [period_of(day, period_type).name for day in days],
            "state": np.where(cohorts["state"] == "mature", "mature", "maturing"),
            "cohort_words": [cohort_words(row) for row in cohorts.itertuples()],
            "place": range(len(cohorts)),
        }
    )
    parts = [
        named.assign(part=part, order=order, count=count.to_numpy())
        for order, (part, count) in enumerate(counts.items())
    ]
    bars = pd.concat(parts).sort_values(["place", "order"], ignore_index=True)
    young = bars.index[bars["state"] == "maturing"]
    divides = bars.index == (young[0] if len(young) else -1)
    return bars.assign(
        divide=np.where(divides, STILL_FOLLOWED, ""),
        in_words=[f"{b.name}: {b.part.lower()} {b.count}" for b in bars.itertuples(index=False)],
    ).drop(columns="place")


def cohort_words(row: Any) -> str:
    members = pluralise(row.members, "concern")
    if not row.members or np.isnan(row.lower):
        return members
    if row.state == "mature":
        return f"{members}, {row.value:.0f}%"
    return f"{members}, between {row.lower:.0f}% and {row.upper:.0f}%"


@cache
def cohort_spec(
    theme: str,
    scale: Scale,
    labels: tuple[str, ...],
    has_part: tuple[bool, ...] = (True, True, True, True),
    *,
    reached: str = "Resolved within 6 months",
    not_reached: str = "Not resolved within 6 months",
) -> dict[str, Any]:
    """Stacked bars of a `cohort_bars` frame; `held` says which of the four parts occur."""
    colours = palette(theme)
    styles = [
        (reached, colours.series[0], colours.series[0]),
        (not_reached, colours.line, colours.line),
        (ENDED_OTHERWISE, colours.series[2], colours.series[2]),
        (NOT_YET_KNOWN, colours.ground, colours.line),
    ]
    shown = [style for style, occurs in zip(styles, has_part, strict=True) if occurs]
    legend = alt.Legend(
        title=None, orient="top", symbolType="square", symbolOpacity=1, offset=16, columns=2
    )

    def by_part(channel: Any, part: int) -> Any:
        ends = alt.Scale(domain=[s[0] for s in shown], range=[s[part] for s in shown])
        return channel(field="part", type="nominal", scale=ends, legend=legend)

    x = alt.X(
        field="period",
        type="ordinal",
        sort=None,
        title=None,
        scale=alt.Scale(paddingInner=0.25, paddingOuter=0.15),
        axis=alt.Axis(values=list(labels), labelOverlap=True),
    )
    # Pale inside, whole colour at the edge: a bar that may still change keeps its contrast.
    bars = (
        rows()
        .mark_bar(strokeWidth=1)
        .encode(
            x=x,
            y=with_axis(quantity("count").stack("zero"), scale, percent=False),
            order=alt.Order(field="order", type="quantitative"),
            fill=by_part(alt.Fill, 1),
            stroke=by_part(alt.Stroke, 2),
            fillOpacity=alt.when(only("state", "mature"))
            .then(alt.value(1))
            .otherwise(alt.value(0.4)),
            tooltip=[
                words("name", "Began"),
                words("part", "What became of them"),
                alt.Tooltip(field="count", type="quantitative", title="Concerns", format=","),
                words("cohort_words", "Altogether"),
                words("state", "Cohort"),
            ],
            description=alt.Description(field="in_words", type="nominal"),
        )
    )
    young = rows().transform_filter(has_text("divide"))
    rule = young.mark_rule(color=colours.annotation, strokeDash=[4, 3], aria=False).encode(
        x=x.bandPosition(0), y=alt.value(0), y2=alt.value("height")
    )
    bar_labels = young.mark_text(
        align="right", dy=-9, color=colours.annotation, fontSize=FONT_SIZE
    ).encode(x=alt.value("width"), y=alt.value(0), **text_channel("divide"))
    chart = alt.layer(bars, rule, bar_labels)
    return finished(chart.properties(width="container", height=HEIGHT, autosize=FIT), theme)
