"""News since the last meeting as cards: what it means, what happened, and the number."""

from __future__ import annotations

from html import escape
from typing import Any

import numpy as np
import pandas as pd

from dscp_data.analysis.locality_standing import LocalityStanding
from dscp_data.charts.sparkline import CARD
from dscp_data.model.frames import as_records
from dscp_data.model.text import capitalise, pluralise
from dscp_data.summaries.headlines import format_day
from dscp_data.summaries.indicator_table import ORDER
from dscp_data.trends import ALL, Trend
from dscp_data.trends.finding import MOVED, STATUS_WORDS, describe_usual_range, format_point
from dscp_ui import queries
from dscp_ui.frame.page_links import address_of, indicator_address, period_parameter
from dscp_ui.sections.overview.board import Trends
from dscp_ui.sections.overview.changes_since import News
from dscp_ui.widgets.sparklines import sparkline_image
from dscp_ui.widgets.status_symbols import shape_of, tone_of

MOST_CARDS, FEWEST_CARDS, MOST_APART = 3, 2, 4


def cards(news: News, table: pd.DataFrame, trends: Trends) -> str:
    """HTML of the first few, concern first; signals that are left are tagged in the list below.
    Then those that were there before, and the localities that differed before."""
    ranked = [(ORDER.index(one.meaning), outlier_card(one)) for one in news.apart if one.meaning]
    ranked += [
        (ORDER.index(row["status"]), signal_card(row, trends[row["indicator"], row["agency"]]))
        for row in as_records(news.signals)
    ]
    new = [shown for _, shown in sorted(ranked, key=lambda one: one[0])]
    left = len(new) - MOST_CARDS
    more = f"{left} more are marked “new” in the list below." if left > 0 else ""
    nothing = f"None got better or worse since {format_day(news.since)}."
    first = new[:MOST_CARDS] or [f'<p class="empty" role="listitem">{nothing}</p>']
    room = max(FEWEST_CARDS - len(new), 0)
    before = [as_before_card(row, trends) for row in going_on(table, news)[:room]]
    last = [still_apart_card(news.still_apart)] if news.still_apart else []
    shown = [*first, *before, *last]
    is_empty = not [*new, *before, *last]
    look = "none" if is_empty else "few" if len(shown) < MOST_CARDS else ""
    parts = "".join(shown)
    return f'<div class="cards {look}" role="list">{parts}</div><p class="under">{more}</p>'


def going_on(table: pd.DataFrame, news: News) -> list[dict[str, Any]]:
    """The rows of the indicator table whose signal is not new."""
    return [
        row
        for row in as_records(table[table["status"].isin(MOVED)])
        if (row["indicator"], row["agency"]) not in news.series
    ]


def as_before_card(row: dict[str, Any], trends: Trends) -> str:
    trend = trends[row["indicator"], row["agency"]]
    word = f"{STATUS_WORDS[row['status']]}, as before"
    return signal_card({**row, "word": word, "what": row["summary"], "point": trend.judged}, trend)


def still_apart_card(found: list[LocalityStanding]) -> str:
    """The localities that differ from the others, as they did before; each name opens its page."""
    plan = queries.plan()
    lines = "".join(
        f'<p class="said"><span class="{tone_of(one.meaning)}" aria-hidden="true">'
        f"{shape_of(one.meaning, '')}</span> "
        f'<a class="opens inline" href="{escape(address_of("locality", place=one.locality))}">'
        f"{escape(plan.locality(one.locality).name)}</a>: "
        f"{escape(plan.indicator(one.indicator).short_name)}, {one.in_words.lower()}</p>"
        for one in found[:MOST_APART]
    )
    more = len(found) - MOST_APART
    lines += f'<p class="said">and {more} more</p>' if more > 0 else ""
    return (
        '<div class="card" role="listitem"><span class="who">Unlike the other localities</span>'
        f'<div class="what">{pluralise(len(found), "difference")} beyond chance</div>{lines}</div>'
    )


def signal_card(row: dict[str, Any], trend: Trend) -> str:
    series = {"series": row["agency"]} if row["agency_name"] else {}
    address = indicator_address(
        row["indicator"], row["priorities"][0], **series, **period_parameter(row["period_type"])
    )
    picture = (
        f'<div class="picture">{sparkline_image(trend, CARD, silent=True)}'
        f'<div class="now num">{number(row, trend)}</div></div>'
    )
    name = f"{row['short_name']} {row['agency_name']}".strip()
    return card(row["status"], row["side"], row["word"], name, address, row["what"], picture)


def outlier_card(one: LocalityStanding) -> str:
    """A locality that differs from the others by more than chance explains."""
    plan = queries.plan()
    indicator, place = plan.indicator(one.indicator), plan.locality(one.locality).name
    series = {} if one.agency == ALL else {"series": one.agency}
    address = indicator_address(indicator.id, indicator.priorities[0], **series)
    side = "down" if one.word == "below" else "up"
    word = f"{STATUS_WORDS[one.meaning]} in {place}"  # type: ignore[index]
    text = f"{one.in_words}: {one.what}"
    return card(one.meaning, side, word, indicator.short_name, address, text)


def card(
    status: str, side: str, word: str, name: str, address: str, text: str, picture: str = ""
) -> str:
    tone = tone_of(status)
    return (
        f'<div class="card is-{tone}" role="listitem"><span class="who {tone}">'
        f'<span aria-hidden="true">{shape_of(status, side)}</span> {escape(word)}</span>'
        f'<div class="what"><a class="opens" href="{escape(address)}">{escape(name)}</a></div>'
        f'<p class="said">{escape(capitalise(text))}</p>{picture}</div>'
    )


def number(row: dict[str, Any], trend: Trend) -> str:
    """The number that is the news, with its usual range and period."""
    point = row["point"]
    usual = ""
    if not np.isnan(point.lower_limit):
        usual = f"usual {describe_usual_range(trend, point)}<br>"
    period = escape(point.period.short_name)
    return f"{escape(format_point(trend, point))}<small>{usual}{period}</small>"
