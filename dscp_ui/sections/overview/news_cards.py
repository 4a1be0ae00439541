"""News since the last meeting as cards: what it means, what happened, and the number."""

from __future__ import annotations

from html import escape
from typing import Any

import numpy as np
import pandas as pd

from dscp_data.charts.sparkline import CARD
from dscp_data.model.text import capitalise
from dscp_data.summaries.headlines import format_day
from dscp_data.trends import Trend
from dscp_data.trends.finding import describe_usual_range, format_point
from dscp_ui.frame.page_links import indicator_address
from dscp_ui.sections.overview.board import Trends
from dscp_ui.widgets.sparklines import sparkline_image
from dscp_ui.widgets.status_symbols import shape_of, tone_of

MOST_CARDS = 5


def cards(signals: pd.DataFrame, trends: Trends, since: Any) -> str:
    """HTML of the first few signals; the rest are tagged in the list below."""
    if signals.empty:
        return (
            f'<div class="cards"><p class="empty">None got better or worse since '
            f"{format_day(since)}.</p></div>"
        )
    shown = "".join(
        card(row, trends[row["indicator"], row["agency"]])
        for row in signals.head(MOST_CARDS).to_dict("records")
    )
    left = len(signals) - MOST_CARDS
    more = (
        f'<p class="under">{left} more are marked “new” in the list below.</p>' if left > 0 else ""
    )
    return f'<div class="cards" role="list">{shown}</div>{more}'


def card(row: dict[str, Any], trend: Trend) -> str:
    tone = tone_of(row["status"])
    series = {"series": row["agency"]} if " · " in row["name"] else {}
    address = indicator_address(row["indicator"], row["priorities"][0], **series)
    agency = row["name"].partition(" · ")[2]
    return (
        f'<div class="card is-{tone}" role="listitem"><span class="who {tone}">'
        f'<span aria-hidden="true">{shape_of(row["status"], row["side"])}</span> '
        f"{escape(row['word'])}</span>"
        f'<div class="what"><a class="opens" href="{escape(address)}">{escape(row["short_name"])}'
        f"</a>{f' <small>{escape(agency)}</small>' if agency else ''}</div>"
        f'<p class="said">{escape(capitalise(row["what"]))}</p>'
        f'<div class="picture">{sparkline_image(trend, CARD, silent=True)}'
        f'<div class="now num">{number(row, trend)}</div></div></div>'
    )


def number(row: dict[str, Any], trend: Trend) -> str:
    """The number that is the news, with its usual range and period."""
    point = row["point"]
    usual = ""
    if not np.isnan(point.lower_limit):
        usual = f"usual {describe_usual_range(trend, point)}<br>"
    period = escape(point.period.short_name)
    return f"{escape(format_point(trend, point))}<small>{usual}{period}</small>"
