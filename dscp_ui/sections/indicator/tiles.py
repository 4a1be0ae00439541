"""Many series of one indicator as small pictures: a chart each would take the browser minutes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dscp_data.charts.sparkline import TILE
from dscp_data.model.text import format_number
from dscp_data.trends import Trend
from dscp_data.trends.finding import STATUS_WORDS, describe_usual_range, format_point, status
from dscp_ui.widgets.sparklines import common_top, sparkline_image
from dscp_ui.widgets.status_symbols import shape_of, tone_of

MOST_CHARTS = 12


def tiles_html(named: Sequence[tuple[str, Trend]]) -> str:
    """HTML: a tile a name, all from 0 to the highest value of any."""
    top = common_top([trend for _, trend in named])
    unit = "%" if named[0][1].indicator.unit == "%" else ""
    highest = format_number(top, unit, 0)
    scale = f"All on one scale, 0 to {highest}. Shaded: the usual range of each."
    tiles = "".join(f"<li>{tile(name, trend, top)}</li>" for name, trend in named)
    return f'<p class="under">{scale}</p><ul class="wall series">{tiles}</ul>'


def tile(name: str, trend: Trend, top: float) -> str:
    its_status, judged, latest = status(trend), trend.judged, trend.latest
    tone = tone_of(its_status)
    usual = ""
    if judged is not None and judged.lower_limit == judged.lower_limit:
        usual = f", usual {describe_usual_range(trend, judged)}"
    sign = shape_of(its_status, judged.side if judged else "")
    return (
        f'<div class="tile is-{tone}"><span class="name">{escape(name)}</span>'
        f"{sparkline_image(trend, TILE, domain=(0, top), silent=True)}"
        f'<span class="below"><span class="{tone}"><span aria-hidden="true">{sign}</span> '
        f'{STATUS_WORDS[its_status]}<span class="range num">{usual}</span></span>'
        f'<b class="num">{escape(format_point(trend, latest)) if latest else "–"}</b></span></div>'
    )
