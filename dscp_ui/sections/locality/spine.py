"""The spine: each percentage of a locality on what chance allows, which is one width for all."""

from __future__ import annotations

from html import escape

from dscp_data.analysis.locality_standing import Comparison, LocalityStanding
from dscp_data.model.text import format_number
from dscp_data.trends import ALL
from dscp_ui import queries
from dscp_ui.frame.page_links import indicator_address
from dscp_ui.widgets.status_symbols import shape_of, tone_of

BAND = 25.0  # percent of the lane's width from the middle to a 99.8% limit
FURTHEST = 1.9  # in widths of the band; beyond it a point stays at the edge
KEY = (
    "Middle: all localities together. Shaded: what chance allows at this size, 95% and 99.8%. "
    "A coloured point lies beyond it."
)


def spine(compared: list[LocalityStanding], place: str) -> str:
    """HTML: a row a percentage, in order."""
    heads = (("name", "Percentage"), ("lane-head", ""), ("right", place), ("right", "Out of"),
             ("right", "All"), ("word", "Against the others"))  # fmt: skip
    cells = "".join(
        f'<th scope="col" class="{css}">{escape(label) or UNSEEN_HEAD}</th>' for css, label in heads
    )
    rows = "".join(row_html(one) for one in compared)
    return (
        '<table class="spine"><caption>Against the other localities '
        f"<span>· furthest apart first. {KEY}</span></caption><thead><tr>{cells}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


UNSEEN_HEAD = '<span class="unseen">Chart</span>'


def row_html(one: LocalityStanding) -> str:
    plan = queries.plan()
    indicator, meaning = plan.indicator(one.indicator), one.meaning or "common cause"
    series = {} if one.agency == ALL else {"series": one.agency}
    address = indicator_address(
        indicator.id, indicator.priorities[0], **series, locality=one.locality
    )
    agency = "" if one.agency == ALL else plan.agency(one.agency).short_name
    tone = tone_of(meaning)
    sign = shape_of(meaning, "up" if one.word == "above" else "down")
    return (
        f'<tr class="is-{tone}"><th scope="row"><a class="opens" href="{escape(address)}">'
        f"{escape(indicator.short_name)}</a> <small>{escape(agency)}</small></th>"
        f"{numbers_html(one, tone)}"
        f'<td class="word {tone}"><span aria-hidden="true">{sign}</span> {one.in_words}</td></tr>'
    )


def numbers_html(one: LocalityStanding, tone: str) -> str:
    """The lane and the numbers; in words for who may not see those of other localities."""
    found = one.compared
    if found is None:
        return f'<td colspan="4">{escape(one.what)}</td>'
    return (
        f'<td><div class="lane" aria-hidden="true">{lane(found, tone)}</div></td>'
        f'<td class="right num"><b>{format_number(found.value, "%")}</b></td>'
        f'<td class="right num second">{format_number(found.base)}</td>'
        f'<td class="right num second">{format_number(found.pooled, "%")}</td>'
    )


def lane(found: Comparison, tone: str) -> str:
    inner_low, inner_high = (at(found.place_of(end)) for end in (found.lower_95, found.upper_95))
    return (
        f'<i class="chance" style="left:{50 - BAND}%;width:{2 * BAND}%"></i>'
        f'<i class="inner" style="left:{inner_low:.1f}%;width:{inner_high - inner_low:.1f}%"></i>'
        f'<i class="all" style="left:50%"></i>'
        f'<i class="point {tone}" style="left:{at(found.position):.1f}%"></i>'
    )


def at(position: float) -> float:
    """Percent of the lane's width for a position in widths of what chance allows."""
    return 50 + BAND * min(max(position, -FURTHEST), FURTHEST)
