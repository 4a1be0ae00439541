"""The top of every page: navigation, protective marking, filters, and a menu of what few need."""

from __future__ import annotations

from copy import copy
from functools import lru_cache, partial
from html import escape
from pathlib import Path
from typing import Literal

import streamlit as st

from dscp_data.access import Action, User, can
from dscp_data.catalogue import Priority
from dscp_ui import queries
from dscp_ui.access import signed_in_user
from dscp_ui.access.sign_in_state import offer_sign_out
from dscp_ui.frame.filters import draw_day_filter, draw_filters, draw_preview
from dscp_ui.frame.help import draw_help
from dscp_ui.frame.page_links import PAGES, PRIORITY_PAGES
from dscp_ui.frame.protective_marking import short_marking
from dscp_ui.frame.saved_views import draw_saved_views
from dscp_ui.frame.search_box import draw_search
from dscp_ui.runtime.markdown import escape_markdown

FOLDER = Path(__file__).parents[2] / "pages"
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
NEEDS: dict[str, Action] = {
    "evidence": "see-records",
    "meeting": "see-meetings",
    "returns": "see-returns",
    "users": "manage-users",
    "audit": "see-audit",
}
"""What a page needs, where that is more than to see protected figures."""
IN_MENU = ("users", "audit")
FILTERED_BY_DAY = ("returns",)
OF_A_PLACE_OF_ITS_OWN = ("locality",)
"""Shows a place that is not one of the filters, and logs that itself."""
WITHOUT_FIGURES = ("meeting", "definitions", *IN_MENU)
SAMPLE = (
    "Sample data. These figures are invented. They do not describe any real child, family or "
    "member of staff."
)


def navigation(acting: User) -> st.Page:
    """The pages in one list along the top; what few people need is behind the menu."""
    page = partial(page_for, acting)
    priorities = {
        priority.id: page(f"priority_{word}", title_of(priority))
        for priority, word in zip(queries.plan().priorities, WORDS, strict=False)
    }
    pages = [
        page("overview", "Overview", default=True),
        *priorities.values(),
        page("golden_threads", "Golden Threads"),
        page("evidence", "Evidence"),
        page("locality", "Locality"),
        page("meeting", "Meeting"),
        page("returns", "Returns"),
        page("definitions", "Definitions"),
        page("users", "Users"),
        page("audit", "Audit"),
    ]
    st.session_state[PRIORITY_PAGES] = priorities
    st.session_state[PAGES] = {one.url_path or "overview": one for one in pages}
    return st.navigation(pages, position="top")


def title_of(priority: Priority) -> str:
    """ "Priority One"; one with a plan of milestones goes by its name, as readers call it."""
    own = queries.plan().indicators_of(priority.id)
    has_milestones = any(one.worked_out_from == "actions" for one in own)
    return priority.short_title if has_milestones else f"Priority {priority.word}"


def page_for(acting: User, name: str, title: str, default: bool = False) -> st.Page:
    """A page; one that is not for somebody is in no list, and a link to it still leads there."""
    listed = name not in IN_MENU and can(acting, need_of(name))
    return copy(declared_page(name, title, default, "visible" if listed else "hidden"))


@lru_cache(maxsize=256)
def declared_page(
    name: str, title: str, default: bool, visibility: Literal["visible", "hidden"]
) -> st.Page:
    """A page as Streamlit declares it, which looks for its file each time: 6% of a page run where
    every run declares all pages. A run changes its page, and so needs a copy of its own."""
    return st.Page(
        FOLDER / f"{name}.py", title=title, url_path=name, default=default, visibility=visibility
    )


def need_of(url_path: str) -> Action:
    return NEEDS.get(url_path, "see-protected")


def draw_marking() -> None:
    """The marking in the header, and whether figures are invented."""
    marking = f'<span class="chip">{escape(short_marking())}</span>'
    sample = "<span>Sample data, invented</span>" if has_samples() else ""
    with st.container(key="marking"):
        st.html(f'<div class="at-top">{marking}{sample}</div>')


def draw_menu(acting: User, url_path: str) -> None:
    """The filters of a page, and the menu."""
    with st.container(key="search-line"):
        draw_search()
    with st.container(key="frame-menu", horizontal=True, horizontal_alignment="right"):
        if url_path in FILTERED_BY_DAY:
            draw_day_filter()
        elif url_path in WITHOUT_FIGURES:
            draw_preview()
        else:
            draw_filters()
        draw_help(url_path)
        if url_path not in WITHOUT_FIGURES:
            draw_saved_views(url_path)
        shown = [name for name in IN_MENU if can(acting, need_of(name))]
        if shown:
            # Of each page its own, so that it closes once it has led to another.
            with (
                st.container(key="more", width="content"),
                st.popover("More", type="tertiary", key=f"more-{url_path}"),
            ):
                for name in shown:
                    st.page_link(st.session_state[PAGES][name])


def draw_foot(acting: User) -> None:
    """What is true of every page: who reads it, and whether figures are invented."""
    sample = f" · {SAMPLE}" if has_samples() else ""
    with st.container(key="foot", horizontal=True, vertical_alignment="center"):
        st.caption(f"{describe_user(acting)}{sample}")
        if acting != signed_in_user.LOCAL:
            offer_sign_out()


def has_samples() -> bool:
    return bool(queries.run_sql("has_samples")["holds"].iloc[0])


def describe_user(acting: User) -> str:
    if acting == signed_in_user.LOCAL:
        return "Single-user mode: no sign-in on this computer."
    return f"{escape_markdown(acting.name)}, {acting.role}"
