"""Saved terms: who defined each, when, and ending it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dscp_data.access import commands
from dscp_data.intake.terms.term_mappings import describe_meaning
from dscp_data.model.text import format_date, pluralise
from dscp_data.store import StoreError
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.runtime.markdown import escape_markdown

WIDTHS = [3, 5, 3, 2]


def show_term_mappings() -> None:
    saved = queries.run_sql("term_mappings", as_of=None)
    if saved.empty:
        st.info(
            "There are no saved terms yet. When you upload a return with a term we do not "
            "recognise, you can tell us what it means."
        )
        return
    st.caption("We use these to read new returns. Returns already accepted do not change.")
    names = {agency.id: agency.name for agency in queries.plan().agencies}
    for agency, mappings in saved.groupby("agency", sort=False):
        with st.container(border=True):
            count = pluralise(len(mappings), "term")
            st.markdown(f"**{names.get(str(agency), str(agency))}** · {count}")
            for mapping in mappings.itertuples():
                show_mapping(mapping)


def show_mapping(mapping: Any) -> None:
    text, means, made, button = st.columns(WIDTHS, vertical_alignment="center")
    text.markdown(f"“{escape_markdown(mapping.text)}”")
    means.markdown(
        f"is {escape_markdown(describe_meaning(mapping.kind, mapping.means, queries.plan()))}"
    )
    made.caption(f"{escape_markdown(mapping.made_by)}, {format_date(mapping.made_at)}")
    if not effective_user.can("edit-meanings", [mapping.agency]):
        return
    button.button(
        "Remove",
        on_click=remove,
        args=(int(mapping.id),),
        key=f"forget-{mapping.id}",
        help=f"Stop using this meaning of “{escape_markdown(mapping.text)}”",
    )


def remove(mapping_id: int) -> None:
    try:
        commands.end_mapping(queries.store(), signed_in_user.user(), mapping_id)
    except StoreError as error:
        st.error(str(error))
