"""The frame that every page stands in: title, navigation, filters and the notices on every page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dscp_data.catalogue import catalogue
from dscp_data.store import StoreError
from dscp_ui import data, style
from dscp_ui.filters import draw_filters, selection, wider_banner
from dscp_ui.marking import mark_paper
from dscp_ui.sections.unavailable import show_unavailable

PAGES = Path(__file__).parents[1] / "pages"
SIDEBAR_WIDTH = 270
PRIORITY_PAGES = ("one", "two", "three", "four")


def navigation() -> st.Page:
    """The pages, grouped; the priorities' titles are those of the plan."""
    priorities = {
        priority.id: page(f"priority_{word}", f"{priority.id} {priority.short_title}")
        for priority, word in zip(data.plan().priorities, PRIORITY_PAGES, strict=True)
    }
    st.session_state["priority_pages"] = priorities
    return st.navigation(
        {
            "": [page("overview", "Overview", default=True)],
            "Priorities": [*priorities.values(), page("golden_threads", "Golden Threads")],
            "Data": [page("returns", "Returns"), page("definitions", "Definitions")],
        }
    )


def page(name: str, title: str, default: bool = False) -> st.Page:
    return st.Page(PAGES / f"{name}.py", title=title, url_path=name, default=default)


def notices() -> None:
    """What is true of every page: that there is no sign-in, and whether figures are invented."""
    said = [":material/person: No sign-in: for one person on this computer."]
    if data.answer("holds_samples")["holds"].iloc[0]:
        said.append(
            ":material/science: **Sample data.** These figures are invented. "
            "They describe no real child, family or member of staff."
        )
    st.caption("\N{EM SPACE}".join(said))


def main() -> None:
    st.set_page_config(
        page_title=f"{catalogue().partnership.short_name} dashboard",
        page_icon="📈",
        layout="wide",
        initial_sidebar_state=SIDEBAR_WIDTH,
    )
    style.draw_style()
    try:
        data.store()
    except StoreError as why:
        show_unavailable(why)
        return
    chosen = navigation()
    draw_filters()
    wider_banner()
    notices()
    mark_paper(selection())
    chosen.run()


main()
