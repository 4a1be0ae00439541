"""The wall of a priority: every series as a tile that opens it, and the film strip of a focus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import pandas as pd

from dscp_data.charts.sparkline import FILM, TILE
from dscp_data.model.frames import as_records
from dscp_data.model.text import format_date
from dscp_data.trends import Trend
from dscp_data.trends.finding import STATUS_WORDS, describe_usual_range
from dscp_ui import queries
from dscp_ui.frame.page_links import address_of, indicator_address, period_parameter
from dscp_ui.widgets.sparklines import sparkline_image
from dscp_ui.widgets.status_symbols import shape_of, tone_of

Row = Mapping[str, Any]
Trends = Mapping[tuple[str, str], Trend]  # by indicator and agency
ORDERS = {"concern": "Concern first", "outcome": "By outcome", "agency": "By agency"}
MONTHS_OF_NEWS = 12


def concern_first(table: pd.DataFrame, trends: Trends) -> list[Row]:
    """The rows as the table has them; of those alike, the ones with a signal in the last year."""

    def place(row: Row) -> tuple[int, bool]:
        recent = trends[row["indicator"], row["agency"]].columns["direction"][-MONTHS_OF_NEWS:]
        return row["order"], not (recent != "").any()

    return sorted(as_records(table), key=place)


def wall(rows: list[Row], trends: Trends, priority: str, order: str) -> str:
    """HTML: all tiles in one grid, or a grid under the name of each outcome or agency."""
    groups: dict[str, list[Row]] = {}
    name_of = GROUPS[order]
    for row in rows:
        groups.setdefault(name_of(row), []).append(row)
    return "".join(
        (f'<h2 class="part wall-part">{escape(name)}</h2>' if name else "")
        + f'<div class="wall">{"".join(tile(row, trends, priority) for row in some)}</div>'
        for name, some in groups.items()
    )


def outcome_of(row: Row) -> str:
    """The first outcome that the indicator serves, in words."""
    plan = queries.plan()
    ids = plan.indicator(row["indicator"]).outcomes
    if not ids:
        return "No numbered outcome"
    wording = next(one.wording for one in plan.outcomes if one.id == ids[0])
    return wording if wording.startswith(ids[0]) else f"{ids[0]} {wording}"


def agency_of(row: Row) -> str:
    agencies = queries.plan().indicator(row["indicator"]).agencies
    if row["agency_name"]:
        return str(row["agency_name"])
    return queries.plan().agency(agencies[0]).short_name if len(agencies) == 1 else "Several"


GROUPS: dict[str, Callable[[Row], str]] = {
    "concern": lambda _: "",
    "outcome": outcome_of,
    "agency": agency_of,
}


def tile(row: Row, trends: Trends, priority: str) -> str:
    trend, tone = trends[row["indicator"], row["agency"]], tone_of(row["status"])
    return (
        f'<a class="opens tile is-{tone}" href="{escape(address(row, priority))}">'
        f'<span class="name">{name_html(row)}{period_html(trend)}</span>'
        f"{sparkline_image(trend, TILE, silent=True)}"
        f'<span class="below"><span class="{tone}"><span aria-hidden="true">'
        f"{shape_of(row['status'], row['side'])}</span> {STATUS_WORDS[row['status']]}"
        f"{range_html(row, trend)}</span>"
        f'<b class="num">{escape(row["latest"])}</b></span></a>'
    )


def address(row: Row, priority: str) -> str:
    series = {"series": row["agency"]} if row["agency_name"] else {}
    period = period_parameter(row["period_type"])
    return indicator_address(row["indicator"], priority, **series, **period)


def name_html(row: Row) -> str:
    agency = f" <small>{escape(row['agency_name'])}</small>" if row["agency_name"] else ""
    return f"{escape(row['short_name'])}{agency}"


def period_html(trend: Trend) -> str:
    """Of a measure of the reform plan, whose page shows its progress today, the day or the period
    that its figure is of."""
    latest = trend.latest
    if latest is None or trend.indicator.worked_out_from != "actions":
        return ""
    is_count_on_a_day = trend.indicator.kind == "snapshot"
    when = f"on {format_date(latest.period.end)}" if is_count_on_a_day else latest.period.name
    return f" <small>{escape(when)}</small>"


def range_html(row: Row, trend: Trend) -> str:
    """The usual range, which is also the scale of the tile."""
    point = trend.judged
    if point is None or point.lower_limit != point.lower_limit:
        return ""
    between = "" if row["status"] == "common cause" else ", usual"
    return f'<span class="range num">{between} {describe_usual_range(trend, point)}</span>'


def film_strip(
    rows: list[Row], trends: Trends, priority: str, current: tuple[str, str], path: str
) -> str:
    """HTML: the wall as a strip, with the series that is open marked."""
    frames = "".join(
        film_frame(row, trends, priority, is_current=(row["indicator"], row["agency"]) == current)
        for row in rows
    )
    every = f'<a class="opens all" href="{escape(address_of(path))}">All {len(rows)}</a>'
    return f'<nav class="film" aria-label="Indicators of this priority">{every}{frames}</nav>'


def film_frame(row: Row, trends: Trends, priority: str, *, is_current: bool) -> str:
    tone = tone_of(row["status"])
    sign = ""
    if tone != "muted":
        sign = f'<b class="{tone}" aria-hidden="true">{shape_of(row["status"], row["side"])}</b> '
    marked = ' aria-current="page"' if is_current else ""
    trend = trends[row["indicator"], row["agency"]]
    return (
        f'<a class="opens" href="{escape(address(row, priority))}"{marked}>'
        f"<span>{sign}{name_html(row)}</span>{sparkline_image(trend, FILM, silent=True)}</a>"
    )
