"""What is worked out once is handed to every session as it is, so no page may change it."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from functools import cached_property, wraps

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from dscp_data.model.clock import today
from dscp_data.store import accept
from dscp_data.store.engine.version_cache import VersionCache
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access.query import Query
from dscp_ui.queries import indicator_trends, named_sql, records, tables
from dscp_ui.sections.indicator import breakdowns
from dscp_ui.widgets import charts
from tests.making import checked, milestone
from tests.paths import PAGES
from tests.ui.databases import by_month
from tests.ui.pages import opened, shown_return
from tests.ui.uploads import LINE, button, send
from tests.workbooks import workbook

EVERYTHING = dict.fromkeys(("locality", "agency", "period", "from", "to", "audience", "as_of"), "")
FILTERS = (
    {"locality": "easington", "period": "quarter", "from": "2025-01", "to": "2026-06"},
    {"agency": "dcc-csc", "as_of": today().isoformat()},
    {"audience": "viewer"},
    {},
)
VIEWS = ("By locality", "By agency", "Compared", "Figures", "About")
INDICATORS = {"priority_two": ("E04", "E14"), "priority_one": ("H03", "H18")}
EVIDENCE = ("log", "voice", "coverage", "executive")
RETURNS = ("Upload a return", "Accepted returns", "Due and received", "Templates")


def is_shared(function):
    """Whether it gives every session the same value: see `shared_cache` and `lru_cache`."""
    name = getattr(function, "__qualname__", "")
    return name.startswith("shared_cache.") or hasattr(function, "cache_info")


# And what the store remembers: `VersionCache.get_or_compute`.
SHARED = [
    (module, name, name, function)
    for module in (queries, indicator_trends, named_sql, records, tables, charts, breakdowns)
    for name, function in vars(module).items()
    if is_shared(function)
] + [
    (one, "unchecked", name, one.unchecked)
    for name, one in vars(queries).items()
    if isinstance(one, Query)
]


def content(value):
    """All that a value holds, down to each number, as text that is the same for the same."""
    if isinstance(value, pd.DataFrame):
        return f"{list(value.columns)} {list(value.index)} {value.to_dict('list')}"
    if isinstance(value, pd.Series | np.ndarray):
        return repr(value.tolist())
    if isinstance(value, pa.Table):
        return repr(value.to_pydict())
    if isinstance(value, Mapping):
        return repr([(key, content(one)) for key, one in value.items()])
    if isinstance(value, list | tuple):
        return repr([content(one) for one in value])
    if dataclasses.is_dataclass(value):
        return repr([content(getattr(value, name)) for name in parts_of(value)])
    return repr(value)


def parts_of(value):
    """The fields of a dataclass, and what it works out once and keeps."""
    kept = [name for name, one in vars(type(value)).items() if isinstance(one, cached_property)]
    return [*(field.name for field in dataclasses.fields(value)), *kept]


@pytest.fixture
def handed_out(monkeypatch, database):
    """Every value that pages were handed, with all it held before anybody else had it."""
    assert database.exists()
    seen = {}

    def watched(name, function):
        @wraps(function)
        def handing(*asked, **options):
            value = function(*asked, **options)
            if (name, id(value)) not in seen:
                seen[name, id(value)] = (name, asked, value, content(value))
            return value

        return handing

    for owner, attribute, name, function in SHARED:
        monkeypatch.setattr(owner, attribute, watched(name, function))
    remembering = watched("remembered", VersionCache.get_or_compute)
    monkeypatch.setattr(VersionCache, "get_or_compute", remembering)
    return seen


def changed(handed_out):
    return [(name, asked) for name, asked, value, held in handed_out.values()
            if content(value) != held]  # fmt: skip


def show(app, page):
    app.switch_page(f"../pages/{page}.py").run()
    assert not app.exception, page


def set_to(app, **said):
    for name, value in said.items():
        app.session_state[name] = value


def hold_meeting():
    """Prepare a meeting and show the first item of its agenda."""
    app = opened("meeting")
    app.date_input[0].set_value(date(2026, 12, 2))
    button(app, "Add it and prepare its agenda").click().run()
    app.session_state["step"] = "present"
    assert not app.run().exception


def test_no_page_changes_what_every_session_is_handed(handed_out):
    another = checked(
        *by_month(30.0, 100.0, indicator="E04", locality="sedgefield"),
        *by_month(90.0, None, indicator="E14", agency="dcc-early-help"),
        *list(by_month(40.0, None, indicator="E14", agency="schools"))[15:],
        content=b"2",
        actions=(milestone(),),
    )
    accept(queries.store(), another, b"2", by="test")
    app = opened()
    for filters in FILTERS:
        set_to(app, **{**EVERYTHING, **filters})
        for page in PAGES:
            show(app, page)
    for page, indicators in INDICATORS.items():
        for indicator in indicators:
            for view in VIEWS:
                set_to(app, indicator=indicator, view=view)
                show(app, page)
    for view in EVIDENCE:
        set_to(app, evidence_view=view)
        show(app, "evidence")
    for view in RETURNS:
        set_to(app, returns_view=view)
        show(app, "returns")
    app = shown_return(2)
    set_to(app, **{"state-2-withdrawn": True})
    app.run()
    button(send(("October.xlsx", workbook(LINE))), "Accept this return").click().run()
    hold_meeting()
    reached = {name for name, *_ in handed_out.values()}
    assert reached == {"remembered", *(name for _, _, name, _ in SHARED)}
    assert changed(handed_out) == []


def in_a_frame(trends):
    trends["E08"][0].points["value"] = 0.0


def in_a_cell(trends):
    trends["E08"][0].points.loc[0, "value"] = 0.0


def in_the_columns(trends):
    trends["E08"][0].columns["value"] = 0.0 * trends["E08"][0].columns["value"]


def in_a_list(trends):
    trends["E08"].clear()


@pytest.mark.parametrize("change", [in_a_frame, in_a_cell, in_the_columns, in_a_list])
def test_a_change_in_place_would_be_seen(handed_out, change):
    trends = queries.judged_trends(Selection(audience="exact"))
    assert changed(handed_out) == []
    change(trends)
    assert {name for name, _ in changed(handed_out)} == {"judged_trends", "remembered"}
