"""Returns: send one in, see what is held and what is due, hand out templates, withdraw one."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from dscp_data.handouts import filled_template
from dscp_data.periods import council_year, year
from dscp_data.store import StoreError, restore, withdraw
from dscp_ui import data
from dscp_ui.sections.due import show_due
from dscp_ui.sections.upload import LOCAL_PERSON, show_upload

VIEWS = ["Send in a return", "What is held", "Due and received", "Templates"]


def show_returns() -> None:
    st.subheader("Returns", anchor=False)
    tabs = st.tabs(VIEWS, key="returns_view", on_change="rerun", bind="query-params")
    shows = (show_upload, show_held, show_due, show_templates)
    for tab, show in zip(tabs, shows, strict=True):
        if tab.open:
            with tab:
                show()


def show_held() -> None:
    held = data.answer("returns", as_of=None)
    if held.empty:
        st.info("No returns are held yet. Send one in first.")
        return
    newest = held.iloc[::-1].reset_index(drop=True)
    picked = st.dataframe(
        in_words(newest),
        hide_index=True,
        height=420,
        key="held",
        on_select="rerun",
        selection_mode="single-cell",
        alt="Every return, newest first, with its state",
    )
    st.caption("Choose a row to see the return, download it as it was sent, or withdraw it.")
    cells = picked["selection"]["cells"]
    if cells and cells[0][0] < len(newest):
        show_return(newest.iloc[cells[0][0]])


def in_words(held: pd.DataFrame) -> pd.DataFrame:
    names = {agency.id: agency.short_name for agency in data.plan().agencies}
    return pd.DataFrame(
        {
            "Return": held["id"],
            "Agency": held["agency"].map(names).fillna("Several"),
            "File": held["file"],
            "Received": held["received_at"].dt.strftime("%-d %b %Y"),
            "State": held["state"].str.capitalize(),
            "Figures": held["observations"],
            "Current": held["current_observations"],
        }
    )


def show_return(held: pd.Series) -> None:
    """One return: where it stands, its original, and withdrawing or restoring it."""
    st.markdown(f"**Return {held['id']}: {held['file']}**")
    accepted = f"Accepted on {held['accepted_at']:%-d %B %Y} by {held['accepted_by']}."
    st.caption(f"{accepted} {'; '.join(held['layout'])}")
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    originals, kept = data.store().originals, (held["sha256"], held["file"])
    if originals.holds(*kept):
        left.download_button(
            "Download as it was sent",
            lambda: originals.read(*kept),
            file_name=held["file"],
            on_click="ignore",
        )
    reason = right.text_input("Reason for the change", key=f"reason-{held['id']}")
    withdrawn = held["state"] == "withdrawn"
    label = "Put this return back" if withdrawn else "Withdraw this return"
    if right.button(label, disabled=not reason.strip(), key=f"change-{held['id']}"):
        change = restore if withdrawn else withdraw
        try:
            change(data.store(), int(held["id"]), by=LOCAL_PERSON, reason=reason.strip())
        except StoreError as error:
            st.error(str(error))
            return
        st.rerun()


def show_templates() -> None:
    """A workbook for one agency and council year, with what is held filled in."""
    plan = data.plan()
    this_year = council_year(date.today())
    left, right = st.columns(2)
    agency = left.selectbox(
        "Agency to hand a template to",
        [agency.id for agency in plan.agencies],
        format_func={agency.id: agency.name for agency in plan.agencies}.__getitem__,
        key="template_agency",
    )
    chosen = right.selectbox(
        "Council year",
        range(this_year + 1, plan.partnership.first_council_year - 1, -1),
        index=1,
        format_func=lambda number: year(number).name,
        key="template_year",
    )
    st.caption("It holds only that agency's indicators; figures already accepted are filled in.")
    st.download_button(
        "Download the template",
        lambda: filled_template(data.store(), agency, chosen),
        file_name=f"{agency} return {year(chosen).short_name.replace('/', '-')}.xlsx",
        on_click="ignore",
        type="primary",
    )
