"""What this holds and why: in whose name, for what, for whom, how long, and every field of it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.audit.data_inventory import OF_WHOM, InventoryEntry, inventory
from dscp_data.catalogue import Catalogue
from dscp_data.model.text import pluralise
from dscp_data.store.engine.encryption import describe_encryption
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.sections.admin.users import permissions
from dscp_ui.sections.definitions.retention import show_retention
from dscp_ui.widgets.html_table import draw_table

SUMMARY = """
Counts that agencies return about children at risk, with the cell each was read from; registers
of areas of concern, mapping meetings, evidence and the reform plan, which speak of places, agencies
and findings; and who of the staff did what here.

It holds no child's name, date of birth, address, NHS number or pupil number, and no list of
children: a file that has one is refused, and nothing of it is kept but its fingerprint, the rule
and the time. Small counts can still tell of a child, so a wider audience sees protected figures.
"""


def show_data_inventory(plan: Catalogue) -> None:
    st.markdown(SUMMARY)
    draw_table(answers_for(plan), "Who answers for it, and how it is protected", heads=False)
    draw_table(permissions(), "Who may do what")
    show_retention(plan)
    show_tables(inventory(queries.store()))


def answers_for(plan: Catalogue) -> pd.DataFrame:
    """Who answers for what is held, and how it is protected."""
    agreed = plan.partnership
    profile = plan.profile(agreed.profile)
    facts = {
        "Whose dashboard": agreed.name,
        "For": f"{agreed.group}, {agreed.group_role}, to follow the {agreed.plan_title}",
        "Lawful basis": agreed.lawful_basis,
        "Controller": agreed.controller,
        "Data protection officer": agreed.data_protection_officer,
        "Looked after by": agreed.service_owner,
        "Exact figures": f"{agreed.marking}. {agreed.handling}",
        "For wider sharing": f"{agreed.wider_marking}. {agreed.wider_handling}",
        "Protection of small counts": f"{profile.name} (profile “{profile.id}”)",
        "Encryption": describe_encryption(queries.store().key),
    }
    return pd.DataFrame({"What": facts.keys(), "Is": facts.values()})


def show_tables(tables: list[InventoryEntry]) -> None:
    """How many rows there are could tell how many concerns there are, so not everybody sees it."""
    shown = pd.DataFrame(
        {
            "Table": [one.table for one in tables],
            "What it is held for": [one.purpose.purpose for one in tables],
            "Of people": [OF_WHOM[one.purpose.personal] for one in tables],
        }
    )
    if effective_user.can("see-returns"):
        shown["Rows"] = [f"{one.rows:,}" for one in tables]
    draw_table(shown, "Every table of the database, and why it is held", numbers=["Rows"])
    by_name = {one.table: one for one in tables}
    chosen = st.selectbox("Columns of", list(by_name), key="holding")
    draw_table(columns_of(by_name[chosen]), f"Every column of {chosen}, and why it is held")
    st.caption(f"{pluralise(len(tables), 'table')}, as they stand in the database now.")


def columns_of(holding: InventoryEntry) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Column": [name for name, _ in holding.columns],
            "What it is held for": [purpose.purpose for _, purpose in holding.columns],
            "Of people": [OF_WHOM[purpose.personal] for _, purpose in holding.columns],
        }
    )
