"""The frame of every page: title, navigation, filters and notices."""

from __future__ import annotations

import streamlit as st

from dscp_data.access import NotAllowed, User, can
from dscp_data.catalogue import catalogue
from dscp_data.store import StoreError
from dscp_data.store.engine.errors import Unavailable
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.frame.access_recording import log_view
from dscp_ui.frame.banners import show_link_notice, show_past_banner, show_protected_banner
from dscp_ui.frame.filters import describe_selection, draw_boxes, selection
from dscp_ui.frame.page_links import follow_links
from dscp_ui.frame.protective_marking import mark_paper
from dscp_ui.frame.search_box import open_found, show_found
from dscp_ui.frame.top_bar import (
    FILTERED_BY_DAY,
    OF_A_PLACE_OF_ITS_OWN,
    WITHOUT_FIGURES,
    draw_foot,
    draw_marking,
    draw_menu,
    navigation,
    need_of,
)
from dscp_ui.frame.tour import OVERVIEW, offer_tour, open_tour
from dscp_ui.runtime import style
from dscp_ui.runtime.metrics import PAGE_SECONDS
from dscp_ui.runtime.page_runs import RUNS
from dscp_ui.runtime.shared_cache import pin_data_version
from dscp_ui.sections.admin.no_access import show_page_refused, show_without_role
from dscp_ui.sections.admin.unavailable import show_unavailable


def main() -> None:
    st.set_page_config(
        page_title=f"{catalogue().partnership.short_name} dashboard", page_icon="📈", layout="wide"
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
    # What is not seen comes last, where nothing moves when it goes out of sight.
    page, unseen = st.container(), style.out_of_sight()
    with unseen:
        follow_links(chosen.url_path)
        open_found(chosen.url_path)
        open_tour(chosen.url_path)
        draw_boxes()
        if chosen.url_path == OVERVIEW:
            offer_tour()
    with page:
        try:
            draw_page(chosen, acting)
        except Unavailable as why:
            show_unavailable(why)


def draw_page(chosen: st.Page, acting: User) -> None:
    draw_marking()
    draw_menu(acting, chosen.url_path)
    shows = chosen.title
    if chosen.url_path not in WITHOUT_FIGURES:
        show_past_banner(selection())
    if chosen.url_path not in (*WITHOUT_FIGURES, *FILTERED_BY_DAY):
        show_link_notice()
        show_protected_banner()
        shows = describe_selection(selection())
    show_found()
    paper = st.container(key="paper")
    if chosen.url_path in OF_A_PLACE_OF_ITS_OWN:
        paper = paper.empty()
    mark_paper(paper, effective_user.audience(), shows)
    run(chosen, acting)
    if chosen.url_path in OF_A_PLACE_OF_ITS_OWN:
        mark_paper(paper, effective_user.audience(), describe_selection(selection()))
    draw_foot(acting)


def run(chosen: st.Page, acting: User) -> None:
    """Run a page, or say that it is not for this person."""
    if not can(acting, need_of(chosen.url_path)):
        show_page_refused(acting, chosen.title)
        return
    if chosen.url_path not in (*WITHOUT_FIGURES, *OF_A_PLACE_OF_ITS_OWN):
        log_view(chosen.title, selection())
    try:
        with PAGE_SECONDS.labels(chosen.url_path or "overview").time():
            chosen.run()
    except NotAllowed as why:
        st.info(str(why))


with RUNS.one():
    main()
