"""The search box at the top: one match opens at once, several are listed until a page opens."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from dscp_data.summaries.search import Found, search
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.page_links import PAGES, address_of, indicator_address, open_address

BOX, ASKED = "search", "searched"
NOTHING = "Nothing has these words. Try fewer of them, or the name of an indicator or a locality."


def draw_search() -> None:
    """The box; `/` puts the cursor into it (`assets/page_links.js`)."""
    st.text_input(
        "Search",
        key=BOX,
        placeholder="Search   /",
        label_visibility="collapsed",
        on_change=take_words,
    )


def take_words() -> None:
    st.session_state[ASKED] = st.session_state[BOX].strip()
    st.session_state[BOX] = ""


def open_found(current: str) -> None:
    """Open the page of the only match, or of the one that names a place. Before any box is drawn;
    see `page_links.open_address`."""
    found = matches()
    if found and (len(found) == 1 or found[0].localities):
        forget()
        open_address(address_of_found(found[0]), current)


def show_found() -> None:
    """List what was found, where that is several or nothing."""
    asked = st.session_state.get(ASKED)
    if not asked:
        return
    with st.container(key="found", horizontal=True, vertical_alignment="top"):
        st.html(found_html(asked, matches()), width="stretch")
        st.button("Close", key="close-found", type="tertiary", on_click=forget)


def matches() -> list[Found]:
    asked = st.session_state.get(ASKED, "")
    return search(asked, queries.plan(), titles(), evidence()) if asked else []


def forget() -> None:
    st.session_state[ASKED] = ""


def titles() -> dict[str, str]:
    """The titles of the reader's pages, by path."""
    pages = st.session_state[PAGES]
    return {path: page.title for path, page in pages.items() if page.visibility == "visible"}


def evidence() -> pd.DataFrame:
    if not effective_user.can("see-records"):
        return pd.DataFrame(columns=["finding", "indicator", "golden_threads"])
    return queries.run_sql("evidence", as_of=None)


def found_html(asked: str, found: list[Found]) -> str:
    head = f'<h2 class="part">Found for “{escape(asked)}”</h2>'
    if not found:
        return f'{head}<p class="under">{NOTHING}</p>'
    items = "".join(
        f'<li><a class="opens" href="{escape(address_of_found(one))}">{escape(label_of(one))}</a> '
        f"<small>{one.entry.kind}</small></li>"
        for one in found
    )
    return f'{head}<ul class="found">{items}</ul>'


def label_of(one: Found) -> str:
    places = [queries.plan().locality(id).name for id in one.localities]
    return " · ".join(dict.fromkeys([one.entry.label, *places]))


def address_of_found(one: Found) -> str:
    entry, plan = one.entry, queries.plan()
    places = {"locality": " ".join(one.localities)} if one.localities else {}
    if entry.kind == "Locality":
        return address_of("locality", place=one.localities[0])
    if entry.indicator:
        priority = plan.indicator(entry.indicator).priorities[0]
        return indicator_address(entry.indicator, priority, **places)
    if entry.thread:
        return address_of("golden_threads", thread=entry.thread)
    if entry.agency:
        return address_of("", whose=entry.agency, **places)
    return address_of("" if entry.page == "overview" else entry.page, **places)
