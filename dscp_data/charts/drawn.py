"""What every chart hands to a page: rows to pass, and the Vega-Lite spec that draws them."""

from __future__ import annotations

from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from dscp_data.charts.axes import Scale
from dscp_data.charts.palette import FONT, config, palette

ROWS = alt.NamedData("rows")  # stands for the rows that the page passes beside the spec
FIT = {"type": "fit", "contains": "padding"}
MARKING_SIZE = 10


class Drawn(NamedTuple):
    """`st.vega_lite_chart(drawn.frame, drawn.spec, theme=None, alt=…)`."""

    frame: pd.DataFrame
    spec: dict[str, Any]


def finished(chart: alt.TopLevelMixin, theme: str) -> dict[str, Any]:
    """The chart as a dict with its theme's config, and without data or schema address."""
    spec = chart.to_dict()
    for name in ("data", "$schema", "config"):
        spec.pop(name, None)
    return spec | {"config": config(theme)}


def marked(spec: dict[str, Any], marking: str, theme: str) -> dict[str, Any]:
    """The spec with a line under the chart that a saved picture of it keeps."""
    line = {
        "text": marking,
        "orient": "bottom",
        "anchor": "start",
        "frame": "bounds",
        "offset": 4,
        "font": FONT,
        "fontSize": MARKING_SIZE,
        "fontWeight": "normal",
        "color": palette(theme).muted,
    }
    return spec | {"title": line}


def only(field: str, value: str) -> str:
    """A Vega filter for the rows where a field has a value."""
    return f"datum[{field!r}] === {value!r}"


def where_said(field: str) -> str:
    """A Vega filter for the rows where a text is not empty."""
    return f"datum[{field!r}] !== ''"


def words(field: str, title: str) -> alt.Tooltip:
    return alt.Tooltip(field=field, type="nominal", title=title)


def rows() -> alt.Chart:
    return alt.Chart(ROWS)


def quantity(field: str) -> alt.Y:
    return alt.Y(field=field, type="quantitative", title=None)


def with_axis(y: alt.Y, scale: Scale, percent: bool) -> alt.Y:
    """A y channel on exactly this scale, its ticks as "20%" or "1,200"."""
    label = "format(datum.value, ',~f')" + (" + '%'" if percent else "")
    return y.axis(values=scale.ticks, labelExpr=label).scale(
        domain=[scale.low, scale.high], nice=False, zero=False
    )
