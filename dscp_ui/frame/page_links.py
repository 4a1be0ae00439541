"""Links to pages of the dashboard, inside our own HTML, that open without loading the page anew.

A link is an `<a class="opens">` with a real address, so Enter, a middle click and "copy address"
work. A component without anything to see tells Streamlit of a plain click. Without it (in tests
without a browser) links load the page as any link does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from dscp_ui.frame.components import LINKS, mount
from dscp_ui.frame.filters import IN_THE_URL
from dscp_ui.runtime import url_state

PAGES, PRIORITY_PAGES = "pages_by_path", "priority_pages"
SERIES, VIEW, PLACE = "series", "view", "place"
TIED = {
    "": ("priority", "status", "target", "whose"),
    "priority": (url_state.INDICATOR, SERIES, VIEW),
    "golden": ("thread",),
    "locality": (PLACE,),
    "meeting": ("meeting", "step", "item"),
}
"""What boxes of a page are tied to, by how its path begins."""
OWN_FILTERS = (
    *TIED[""], "since", "series", "thread", "order", PLACE, *TIED["meeting"]
)  # fmt: skip
"""What a page's address says that holds for that page alone."""


def follow_links(current: str) -> None:
    """Open the page whose link was clicked on the page `current`. Before any box is drawn: what
    the address says is set by the boxes that are tied to it."""
    clicked = mount(LINKS, LINKS, on_address_change=lambda: None)
    if clicked and clicked.address:
        open_address(clicked.address, current)


def open_address(address: str, current: str) -> None:
    path, _, query = address.partition("?")
    page = st.session_state[PAGES].get(path.strip("/") or "overview")
    if page is None:
        return
    parameters = dict(parse_qsl(query))
    tied = (*IN_THE_URL, *TIED.get(current.split("_")[0], ()))
    for name in tied:
        if name in parameters or name != VIEW:
            url_state.set_value(name, parameters.get(name, ""))
    st.switch_page(
        page, query_params={name: parameters[name] for name in parameters if name not in tied}
    )


def address_of(path: str, **parameters: str) -> str:
    """The address of a page with the reader's filters, and what else is said of it."""
    query = urlencode({**carried_filters(), **parameters}, doseq=True)
    return f"{path}?{query}" if query else path


def carried_filters() -> dict[str, Any]:
    """What the address says that goes with the reader from page to page, in one order: a link is
    the same whichever filter was chosen first."""
    parameters: Mapping[str, Any] = st.query_params.to_dict()
    own = (*OWN_FILTERS, url_state.INDICATOR)
    return {name: value for name, value in sorted(parameters.items()) if name not in own}


def period_parameter(period_type: str) -> dict[str, str]:
    """The type of period that a row is judged by, for the page that the row opens."""
    return {"period": period_type} if period_type not in ("", "month") else {}


def indicator_address(indicator: str, priority: str, **parameters: str) -> str:
    page = st.session_state[PRIORITY_PAGES][priority]
    return address_of(page.url_path, **{url_state.INDICATOR: indicator, **parameters})
