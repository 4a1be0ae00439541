"""How the localities differ, beside the chart: a lane each, all on one scale."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import numpy as np
import streamlit as st

from dscp_data.analysis.funnels import Funnel, funnel_finding, has_funnel
from dscp_data.catalogue.entries import Polarity
from dscp_data.charts.sparkline import LANE
from dscp_data.model.text import format_number, pluralise
from dscp_data.statistics.intervals import wilson
from dscp_data.trends import ALL, Selection, Trend
from dscp_data.trends.finding import format_point, status
from dscp_ui import queries
from dscp_ui.sections.indicator.breakdowns import is_district, pooled
from dscp_ui.widgets.sparklines import common_top, sparkline_image
from dscp_ui.widgets.status_symbols import shape_of, tone_of

MOST_ROWS = 14  # beyond which the table is scrolled, so that the evidence below stays in sight
Named = list[tuple[str, Trend]]


def show_localities(trend: Trend, selection: Selection) -> None:
    """Each place of the agency whose trend is shown, whatever place the filter says."""
    found = queries.series(trend.indicator.id, replace(selection, localities=()), by="locality")
    own = [one for one in found if one.agency == trend.agency and one.locality != ALL]
    named = [
        (queries.plan().locality(one.locality).name, one)
        for one in own
        if is_district(one) and not one.is_empty
    ]
    if len(named) < 2:
        st.html(
            '<h2 class="part">Localities</h2><p class="under">These figures are returned for the '
            "whole area, not by locality.</p>"
        )
        return
    chosen = {queries.plan().locality(id).name for id in selection.localities}
    survey = queries.plan().survey(trend.indicator.id)
    funnel = (
        pooled(tuple(named), same_people=survey is not None)
        if has_funnel(trend.indicator)
        else None
    )
    if funnel is None:
        st.html(count_lanes(named, chosen))
    else:
        st.html(share_lanes(funnel, trend.indicator.polarity, chosen))


def share_lanes(found: Funnel, polarity: Polarity, chosen: set[str]) -> str:
    """HTML: for each place its percentage with its interval, on what chance allows."""
    units = found.units.sort_values("value", ascending=polarity == "higher")
    low, high = wilson(units["numerator"], units["denominator"])
    units = units.assign(low=100 * np.asarray(low), high=100 * np.asarray(high))
    scale = Lanes(min(units["low"].min(), units["value"].min()) * 0.9, units["high"].max() * 1.04)
    rows = "".join(share_lane(one, scale, polarity, chosen) for one in units.itertuples())
    overall = format_number(units["pooled"].iloc[0], "%", 0)
    return (
        f'<h2 class="part">{escape(funnel_finding(found, "locality", "localities"))}</h2>'
        f'<p class="under">{escape(found.when)}. Dot: percentage, with its 95% interval. Line: '
        f"all localities, {overall}. Shaded: what chance allows (99.8%).</p>"
        f"{table('Percentage by locality', ('Locality', '', 'Share', 'Out of'), rows)}"
    )


class Lanes:
    """Places on the one scale of all lanes, in percent of its width."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.width = low, max(high - low, 1e-9)

    def at(self, value: float) -> float:
        return float(min(max((value - self.low) / self.width * 100, 0), 100))

    def span(self, low: float, high: float) -> str:
        return f"left:{self.at(low):.1f}%;width:{self.at(high) - self.at(low):.1f}%"


def share_lane(unit: Any, scale: Lanes, polarity: Polarity, chosen: set[str]) -> str:
    meaning = meaning_of(unit.position, polarity)
    sign = f'<span class="{tone_of(meaning)}">{shape_of(meaning, side_of(unit.position))}</span> '
    lane = (
        f'<i class="chance" style="{scale.span(unit.lower_998, unit.upper_998)}"></i>'
        f'<i class="all" style="left:{scale.at(unit.pooled):.1f}%"></i>'
        f'<i class="interval" style="{scale.span(unit.low, unit.high)}"></i>'
        f'<i class="point {tone_of(meaning)}" style="left:{scale.at(unit.value):.1f}%"></i>'
    )
    return row_html(
        unit.unit,
        sign if meaning != "common cause" else "",
        f'<div class="lane" aria-hidden="true">{lane}</div>',
        (format_number(unit.value, "%"), format_number(unit.denominator)),
        is_chosen=unit.unit in chosen,
    )


def meaning_of(position: str, polarity: Polarity) -> str:
    """What it means to lie beyond the 99.8% limit; within it nothing is signalled."""
    if "99.8" not in position:
        return "common cause"
    if polarity == "neutral":
        return "up"
    is_better = (side_of(position) == "up") == (polarity == "higher")
    return "improvement" if is_better else "concern"


def side_of(position: str) -> str:
    return "up" if position.startswith("above") else "down"


def count_lanes(named: Named, chosen: set[str]) -> str:
    """HTML: for each place its own small chart, all from 0 to the highest value of any."""
    top = common_top([trend for _, trend in named])
    moved = [one for one in named if status(one[1]) in ("concern", "improvement", "up", "down")]
    rows = "".join(count_lane(name, trend, top, name in chosen) for name, trend in named)
    text = (
        f"{pluralise(len(moved), 'locality', 'localities')} with a signal"
        if moved
        else "No locality has a signal"
    )
    return (
        f'<h2 class="part">{text}</h2><p class="under">Last {LANE.points} points on one scale, 0 '
        f"to {format_number(top, '', 0)}. Shaded: the usual range of each.</p>"
        f"{table('Latest by locality', ('Locality', '', 'Latest'), rows)}"
    )


def count_lane(name: str, trend: Trend, top: float, is_chosen: bool) -> str:
    its_status, judged, latest = status(trend), trend.judged, trend.latest
    tone = tone_of(its_status)
    sign = ""
    if tone != "muted":
        sign = f'<span class="{tone}">{shape_of(its_status, judged.side if judged else "")}</span> '
    figure = format_point(trend, latest) if latest else "–"
    return row_html(
        name, sign, sparkline_image(trend, LANE, domain=(0, top)), (figure,), is_chosen=is_chosen
    )


def table(caption: str, heads: tuple[str, ...], rows: str) -> str:
    cells = "".join(
        f'<th scope="col"{VALUE if place > 1 else ""}>{head or UNSEEN_HEAD}</th>'
        for place, head in enumerate(heads)
    )
    lanes = (
        f'<table class="lanes"><caption class="unseen">{caption}</caption><thead><tr>{cells}</tr>'
        f"</thead><tbody>{rows}</tbody></table>"
    )
    if rows.count("<tr") <= MOST_ROWS:
        return lanes
    return (
        f'<div class="table-frame tall" role="region" tabindex="0" aria-label="{caption}">'
        f"{lanes}</div>"
    )


VALUE = ' class="value"'
UNSEEN_HEAD = '<span class="unseen">Chart</span>'


def row_html(name: str, sign: str, lane: str, values: tuple[str, ...], *, is_chosen: bool) -> str:
    cells = "".join(f'<td class="value num">{escape(value)}</td>' for value in values)
    marked = ' class="chosen"' if is_chosen else ""
    return f'<tr{marked}><th scope="row">{sign}{escape(name)}</th><td>{lane}</td>{cells}</tr>'
