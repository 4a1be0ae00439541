"""A chart: rows to pass, and the Vega-Lite spec that draws them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from dscp_data.charts.axes import Scale
from dscp_data.charts.tokens import FONT, palette
from dscp_data.charts.vega_theme import config

ROWS = alt.NamedData("rows")  # a name for the rows that the page passes beside the spec
FIT = {"type": "fit", "contains": "padding"}
MARKING_SIZE = 10


class Chart(NamedTuple):
    """`st.vega_lite_chart(drawn.frame, drawn.spec, theme=None, alt=…)`."""

    frame: pd.DataFrame
    spec: dict[str, Any]


def finished(chart: alt.TopLevelMixin, theme: str) -> dict[str, Any]:
    """The chart as a dict with its theme's config, and without data or schema address."""
    return without_data(chart) | {"config": config(theme)}


def with_data(chart: Chart) -> dict[str, Any]:
    """The spec with its rows in it."""
    rows = json.loads(pd.DataFrame(chart.frame).to_json(orient="records", date_format="iso"))
    return chart.spec | {"data": {"values": rows}}


def standalone(chart: Chart, width: int, height: int | None = None) -> dict[str, Any]:
    """The spec with its rows in it and a plot of this size, to be drawn without a page."""
    spec = {name: part for name, part in with_data(chart).items() if name != "autosize"}
    return spec | {"width": width} | ({} if height is None else {"height": height})


def without_data(chart: alt.TopLevelMixin) -> dict[str, Any]:
    spec: dict[str, Any] = chart.to_dict()
    for name in ("data", "$schema", "config"):
        spec.pop(name, None)
    return spec


@lru_cache(maxsize=1024)
def written(make: Callable[..., alt.Chart], *arguments: Any, **options: Any) -> dict[str, Any]:
    """The layer that `make` gives, as Altair writes and checks it: do not change it.

    That takes some 10 ms a layer, so it is done once, and specs are put together from layers.
    """
    return without_data(make(*arguments, **options))


def silent(layer: dict[str, Any]) -> dict[str, Any]:
    """The layer without a word to a screen reader: for what is told beside the chart. One that
    may be empty has to be, because Vega would announce it as a picture without a name."""
    return layer | {"mark": layer["mark"] | {"aria": False}}


def layered(
    layers: Sequence[dict[str, Any]], height: int, theme: str, **channels: dict[str, Any]
) -> dict[str, Any]:
    """One chart of these layers. Each has the `channels` that it does not have itself."""
    return {
        "layer": [one | {"encoding": channels | one["encoding"]} for one in layers],
        "width": "container",
        "height": height,
        "autosize": FIT,
        "config": config(theme),
    }


def with_layers(
    spec: dict[str, Any], layers: Sequence[dict[str, Any]], x: dict[str, Any]
) -> dict[str, Any]:
    """A layered spec with more layers on top."""
    added = [one | {"encoding": {"x": x} | one["encoding"]} for one in layers]
    return spec | {"layer": [*spec["layer"], *added]}


def period_axis(labels: Sequence[str]) -> dict[str, Any]:
    """The x channel over every period; `labels` are the periods that are named."""
    return {
        "field": "period",
        "type": "ordinal",
        "sort": None,
        "title": None,
        "scale": {"type": "point", "padding": 0.3},
        "axis": {"values": list(labels), "labelOverlap": True},
    }


def on_scale(layer: dict[str, Any], scale: Scale, percent: bool) -> dict[str, Any]:
    """The layer with a y axis on exactly this scale: Vega-Lite joins the axes of layers, so the
    first carries it for all."""
    y = layer["encoding"]["y"] | value_axis(scale, percent)
    return layer | {"encoding": layer["encoding"] | {"y": y}}


def value_axis(scale: Scale, percent: bool) -> dict[str, Any]:
    """Ticks as "20%" or "1,200"."""
    label = "format(datum.value, ',~f')" + (" + '%'" if percent else "")
    return {
        "axis": {"values": scale.ticks, "labelExpr": label},
        "scale": {"domain": [scale.low, scale.high], "nice": False, "zero": False},
    }


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


def has_text(field: str) -> str:
    """A Vega filter for the rows where a text is not empty."""
    return f"datum[{field!r}] !== ''"


def text_channel(field: str) -> dict[str, Any]:
    """The text of a mark; a screen reader is told it too, and not the fields behind it."""
    return {
        "text": alt.Text(field=field, type="nominal"),
        "description": alt.Description(field=field, type="nominal"),
    }


def on_edge(text: alt.Chart, ground: str) -> list[alt.Chart]:
    """A text over an edge in the page's own colour, to be read where it meets a line."""
    mark = {**text.mark.to_dict(), "stroke": ground, "strokeWidth": 4, "aria": False}
    edge = text.copy(deep=False)  # it has the very same data, which a layer then has once
    edge.mark = alt.MarkDef(**mark)
    return [edge, text]


def words(field: str, title: str) -> alt.Tooltip:
    return alt.Tooltip(field=field, type="nominal", title=title)


def rows() -> alt.Chart:
    return alt.Chart(ROWS)


def quantity(field: str) -> alt.Y:
    return alt.Y(field=field, type="quantitative", title=None)


def with_axis(y: alt.Y, scale: Scale, percent: bool) -> alt.Y:
    """A y channel on exactly this scale."""
    axis = value_axis(scale, percent)
    return y.axis(**axis["axis"]).scale(**axis["scale"])
