"""Opening the pages of the dashboard without a browser, and reading what they show."""

import json
import re
from html import unescape

import pandas as pd
from streamlit.testing.v1 import AppTest

from tests.paths import ROOT
from tests.ui.tables import tables

APP = ROOT / "dscp_ui" / "app.py"
SECONDS = 120  # which only a page that hangs takes


def opened(page="overview", **query):
    """A page after its first run, without a run of the overview before it."""
    app = AppTest.from_file(APP, default_timeout=SECONDS)
    for name, value in query.items():
        app.query_params[name] = value
    if page != "overview":
        app.switch_page(f"../pages/{page}.py")
    return app.run()


def opened_on(page, indicator, view=""):
    """A page of indicators, with one of them chosen, in one of its views."""
    app = opened(page)
    if view:
        app.session_state["view"] = view
    app.selectbox(key="indicator-shown").select(indicator).run()
    assert not app.exception
    return app


def unfold(app, key):
    """Open what is folded away, which is drawn only then."""
    app.session_state[key] = True
    return app.run()


def text_of(app):
    headings = [*app.title, *app.header, *app.subheader]
    shown = [*headings, *app.markdown, *app.caption, *app.info, *app.warning, *app.error]
    return "\n".join([*(str(element.value) for element in shown), *html_texts(app)])


def html_texts(app):
    """What each piece of HTML says; rules of style say nothing."""
    bodies = (STYLE.sub("", one.proto.body) for one in app.get("html"))
    return [unescape(TAG.sub("", body)) for body in bodies]


def facts(app):
    """The facts of an indicator and whether they can be trusted, as a text."""
    return next(text for text in html_texts(app) if "Can we trust it?" in text)


def board(app):
    """Every series that the overview lists, as a frame of texts."""
    shown = [frame for frame in tables(app).values() if "Variation" in frame]
    return pd.concat(shown, ignore_index=True)


def charts(app):
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


def trends_drawn(app):
    """The large charts of a page, as HTML."""
    return [one.proto.body for one in app.get("html") if 'class="trend"' in one.proto.body]


STYLE, TAG = re.compile(r"<style>.*?</style>", re.DOTALL), re.compile(r"<[^>]*>")
ESCAPED = re.compile(r"\\([0-9a-f]{1,6}) ")


def on_paper(app):
    """The text of each rule for paper."""
    (rules,) = [one.proto.body for one in app.get("html") if "@page" in one.proto.body]
    held = re.findall(r'content: "(.*?)";', rules)
    return [ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) for text in held]


def shown_return(id=2):
    """The section of one return, without clicking its row: a table's cells are not in reach."""

    def page(id):
        from dscp_ui import queries
        from dscp_ui.sections.returns.accepted_returns import show_return

        every = queries.run_sql("returns", as_of=None)
        show_return(every.set_index("id", drop=False).loc[id], every)

    app = AppTest.from_function(page, args=(id,), default_timeout=SECONDS).run()
    assert not app.exception
    return app
