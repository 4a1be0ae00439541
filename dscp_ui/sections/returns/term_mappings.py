"""What agencies' own words were said to mean: who said it, when, and taking it back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dscp_data.access import commands as acts
from dscp_data.intake.terms.term_mappings import describe_meaning
from dscp_data.model.text import format_date, pluralise
from dscp_data.store import StoreError
from dscp_ui import queries as data
from dscp_ui.access import effective_user as reader
from dscp_ui.access import signed_in_user as person
from dscp_ui.widgets.markdown import as_it_stands

WIDTHS = [3, 5, 3, 2]


def show_remembered() -> None:
    held = data.answer("mappings", as_of=None)
    if held.empty:
        st.info(
            "Nothing is remembered yet. When a return uses words that we do not know, you can say "
            "what they mean as you send it in."
        )
        return
    st.caption("A return is read with these. What was accepted before stays as it was read.")
    names = {agency.id: agency.name for agency in data.plan().agencies}
    for agency, mappings in held.groupby("agency", sort=False):
        with st.container(border=True):
            count = pluralise(len(mappings), "text")
            st.markdown(f"**{names.get(str(agency), str(agency))}** · {count}")
            for mapping in mappings.itertuples():
                show_mapping(mapping)


def show_mapping(mapping: Any) -> None:
    text, means, made, button = st.columns(WIDTHS, vertical_alignment="center")
    text.markdown(f"“{as_it_stands(mapping.text)}”")
    means.markdown(f"is {as_it_stands(describe_meaning(mapping.kind, mapping.means, data.plan()))}")
    made.caption(f"{as_it_stands(mapping.made_by)}, {format_date(mapping.made_at)}")
    if not reader.may("edit-meanings", [mapping.agency]):
        return
    button.button(
        "Remove",
        on_click=remove,
        args=(int(mapping.id),),
        key=f"forget-{mapping.id}",
        help=f"Ask again what “{as_it_stands(mapping.text)}” means",
    )


def remove(mapping_id: int) -> None:
    try:
        acts.forget(data.store(), person.user(), mapping_id)
    except StoreError as error:
        st.error(str(error))
