"""The pages in Dash, drawn by Plotly: `python dash_page.py DATABASE PORT minimal|same`."""

from __future__ import annotations

import sys
from typing import Any

from dash import Dash, Input, Output, dcc, html
from figures import TRUNCATED, Figures
from plotly import graph_objects as go
from plotly.subplots import make_subplots

STRIP, ACROSS = 24, 12


def large(figures: Figures, period: str) -> go.Figure:
    chart = figures.series(period)
    band = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    drawn = go.Figure(
        [
            go.Scatter(x=chart.start, y=chart.lower, **band),
            go.Scatter(x=chart.start, y=chart.upper, fill="tonexty", **band),
            go.Scatter(x=chart.start, y=chart.mean, mode="lines"),
            go.Scatter(x=chart.start, y=chart.value, mode="lines+markers"),
        ]
    )
    return drawn.update_layout(height=320, showlegend=False, margin=dict.fromkeys("lrtb", 30))


def strip(figures: Figures, period: str) -> go.Figure:
    drawn = make_subplots(rows=STRIP // ACROSS, cols=ACROSS)
    for place, (_, chart) in enumerate(figures.strip(period, STRIP)):
        line = go.Scatter(x=chart.start, y=chart.value, mode="lines", hoverinfo="skip")
        drawn.add_trace(line, row=place // ACROSS + 1, col=place % ACROSS + 1)
    drawn.update_xaxes(visible=False).update_yaxes(visible=False)
    return drawn.update_layout(height=100, showlegend=False, margin=dict.fromkeys("lrtb", 2))


def facts(figures: Figures, period: str) -> list[Any]:
    items = figures.facts(period).items()
    return [html.P([name, html.Br(), html.B(value)]) for name, value in items]


def localities(figures: Figures, period: str) -> Any:
    rows = figures.localities(period)
    return html.Table([html.Tr([html.Td(cell) for cell in row]) for row in rows])


def app(figures: Figures, is_minimal: bool) -> Dash:
    made = Dash(__name__)
    choice = dcc.RadioItems(list(TRUNCATED), "Month", id="period")
    chart = dcc.Graph(id="chart", figure=large(figures, "Month"))
    if is_minimal:
        made.layout = html.Div([choice, chart])
        redraw = made.callback(Output("chart", "figure"), Input("period", "value"))
        redraw(lambda period: large(figures, period))
        return made
    made.layout = html.Div(
        [
            choice,
            dcc.Graph(id="strip", figure=strip(figures, "Month")),
            chart,
            html.Div(facts(figures, "Month"), id="facts"),
            html.Div(localities(figures, "Month"), id="places"),
        ]
    )
    redraw = made.callback(
        Output("chart", "figure"),
        Output("strip", "figure"),
        Output("facts", "children"),
        Output("places", "children"),
        Input("period", "value"),
    )
    parts = (large, strip, facts, localities)
    redraw(lambda period: tuple(make(figures, period) for make in parts))
    return made


def main() -> None:
    database, port, kind = sys.argv[1:]
    app(Figures(database), kind == "minimal").run(host="127.0.0.1", port=port, debug=False)


if __name__ == "__main__":
    main()
