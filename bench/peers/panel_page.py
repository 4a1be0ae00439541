"""The pages in Panel, drawn by Bokeh: `python panel_page.py DATABASE PORT minimal|same`."""

from __future__ import annotations

import sys
from html import escape

import panel as pn
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure
from figures import TRUNCATED, Chart, Figures

STRIP = 24


def columns(chart: Chart) -> dict[str, object]:
    return chart._asdict()


def large(source: ColumnDataSource) -> figure:
    drawn = figure(x_axis_type="datetime", height=320, sizing_mode="stretch_width", tools="")
    drawn.varea(x="start", y1="lower", y2="upper", source=source, fill_alpha=0.2)
    drawn.line(x="start", y="mean", source=source)
    drawn.line(x="start", y="value", source=source, line_width=2)
    drawn.scatter(x="start", y="value", source=source, size=5)
    return drawn


def small(source: ColumnDataSource) -> figure:
    drawn = figure(x_axis_type="datetime", width=134, height=40, tools="")
    drawn.axis.visible = False
    drawn.grid.visible = False
    drawn.toolbar_location = None
    drawn.line(x="start", y="value", source=source)
    return drawn


def facts(figures: Figures, period: str) -> str:
    items = figures.facts(period).items()
    return "".join(f"<p>{escape(name)}<br><b>{escape(value)}</b></p>" for name, value in items)


def localities(figures: Figures, period: str) -> str:
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in figures.localities(period)
    )
    return f"<table>{rows}</table>"


def page(figures: Figures, is_minimal: bool) -> pn.Column:
    period = pn.widgets.RadioButtonGroup(options=list(TRUNCATED), value="Month")
    source = ColumnDataSource(columns(figures.series("Month")))
    chart = pn.pane.Bokeh(large(source), sizing_mode="stretch_width")
    if is_minimal:

        def redraw(event: object) -> None:
            source.data = columns(figures.series(event.new))

        period.param.watch(redraw, "value")
        return pn.Column(period, chart, sizing_mode="stretch_width")
    told = pn.pane.HTML(facts(figures, "Month"))
    places = pn.pane.HTML(localities(figures, "Month"))
    strip = [ColumnDataSource(columns(one)) for _, one in figures.strip("Month", STRIP)]

    def redraw_all(event: object) -> None:
        source.data = columns(figures.series(event.new))
        told.object = facts(figures, event.new)
        places.object = localities(figures, event.new)
        for mine, (_, one) in zip(strip, figures.strip(event.new, STRIP), strict=True):
            mine.data = columns(one)

    period.param.watch(redraw_all, "value")
    charts = pn.FlexBox(*(pn.pane.Bokeh(small(one)) for one in strip))
    return pn.Column(period, charts, pn.Row(chart, pn.Column(told, places)))


def main() -> None:
    database, port, kind = sys.argv[1:]
    figures = Figures(database)
    pn.serve(
        lambda: page(figures, kind == "minimal"),
        port=int(port),
        address="127.0.0.1",
        websocket_origin=f"127.0.0.1:{port}",
        show=False,
    )


if __name__ == "__main__":
    main()
