"""The frame of every page: title, navigation, filters and notices."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from dscp_data.access import Action, NotAllowed, User, can
from dscp_data.catalogue import catalogue
from dscp_data.store import StoreError
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.access.sign_in_state import offer_sign_out
from dscp_ui.frame.access_recording import log_view
from dscp_ui.frame.filters import (
    describe_selection,
    draw_boxes,
    draw_day_filter,
    draw_filters,
    draw_protected_toggle,
    selection,
    show_protected_banner,
)
from dscp_ui.frame.protective_marking import mark_paper
from dscp_ui.runtime import style
from dscp_ui.runtime.shared_cache import pin_data_version
from dscp_ui.sections.admin.no_access import show_page_refused, show_without_role
from dscp_ui.sections.admin.unavailable import show_unavailable
from dscp_ui.widgets.markdown import escape_markdown

PAGES = Path(__file__).parents[1] / "pages"
SIDEBAR_WIDTH = 270
PRIORITY_PAGES = ("one", "two", "three", "four")
NEEDS: dict[str, Action] = {
    "meeting": "see-meetings",
    "returns": "see-returns",
    "users": "manage-users",
    "audit": "see-audit",
}
"""What a page needs, where that is more than to see protected figures."""
FILTERED_BY_DAY = ("returns",)
WITHOUT_FIGURES = ("meeting", "definitions", "users", "audit")


def navigation(acting: User) -> st.Page:
    """The pages; the priorities' titles are those of the plan."""
    page = partial(page_for, acting)
    priorities = {
        priority.id: page(f"priority_{word}", f"{priority.id} {priority.short_title}")
        for priority, word in zip(queries.plan().priorities, PRIORITY_PAGES, strict=True)
    }
    st.session_state["priority_pages"] = priorities
    # In one list. Under headings Streamlit makes it none to a screen reader, and what a mouse has
    # folded away the keyboard cannot bring back.
    return st.navigation(
        [
            page("overview", "Overview", default=True),
            *priorities.values(),
            page("golden_threads", "Golden Threads"),
            page("meeting", "Meeting"),
            page("returns", "Returns"),
            page("definitions", "Definitions"),
            page("users", "Users"),
            page("audit", "Audit"),
        ],
        expanded=True,
    )


def page_for(acting: User, name: str, title: str, default: bool = False) -> st.Page:
    """A page; one that is not for somebody is in no list, and a link to it still leads there."""
    return st.Page(
        PAGES / f"{name}.py",
        title=title,
        url_path=name,
        default=default,
        visibility="visible" if can(acting, need_of(name)) else "hidden",
    )


def need_of(url_path: str) -> Action:
    return NEEDS.get(url_path, "see-protected")


def notices(acting: User) -> None:
    """What is true of every page: who reads it, and whether figures are invented."""
    lines = [f":material/person: {describe_user(acting)}"]
    if queries.run_sql("has_samples")["holds"].iloc[0]:
        lines.append(
            ":material/science: **Sample data.** These figures are invented. They do not describe "
            "any real child, family or member of staff."
        )
    if acting == signed_in_user.LOCAL:
        st.caption("\N{EM SPACE}".join(lines))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("\N{EM SPACE}".join(lines))
        offer_sign_out()


def describe_user(acting: User) -> str:
    if acting == signed_in_user.LOCAL:
        return "Single-user mode: no sign-in on this computer."
    return f"{escape_markdown(acting.name)}, {acting.role}"


def main() -> None:
    st.set_page_config(
        page_title=f"{catalogue().partnership.short_name} dashboard",
        page_icon="📈",
        layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )
    style.draw_style()
    try:
        pin_data_version()
    except StoreError as why:
        show_unavailable(why)
        return
    acting = signed_in_user.user()
    if acting.role is None:
        show_without_role(acting)
        return
    chosen = navigation(acting)
    st.set_page_config(
        page_title=f"{chosen.title} – {catalogue().partnership.short_name} dashboard"
    )
    draw_boxes()
    shows = chosen.title
    if chosen.url_path in FILTERED_BY_DAY:
        draw_day_filter()
    elif chosen.url_path not in WITHOUT_FIGURES:
        draw_filters()
        show_protected_banner()
        shows = describe_selection(selection())
    draw_protected_toggle()
    notices(acting)
    mark_paper(effective_user.audience(), shows)
    run(chosen, acting)


def run(chosen: st.Page, acting: User) -> None:
    """Run a page, or say that it is not for this person."""
    if not can(acting, need_of(chosen.url_path)):
        show_page_refused(acting, chosen.title)
        return
    if chosen.url_path not in WITHOUT_FIGURES:
        log_view(chosen.title, selection())
    try:
        chosen.run()
    except NotAllowed as why:
        st.info(str(why))


main()
