"""The data inventory: purpose, audience and retention of every field."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.audit.data_inventory import OF_WHOM, InventoryEntry, inventory
from dscp_data.catalogue import Catalogue
from dscp_data.model.text import pluralise
from dscp_data.store.engine.sealed_files import EXPIRE_AFTER_DAYS
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.sections.admin.users import permissions
from dscp_ui.sections.definitions.retention import show_retention
from dscp_ui.widgets.html_table import draw_table

SUMMARY = """
We hold counts about children at risk that agencies return, with the cell each figure was read from.
We hold registers of areas of concern, mapping meetings, evidence and the reform plan, which
describe places, agencies and findings. We also record what each member of staff did here.

We do not hold any child's name, date of birth, address, NHS number or pupil number, or any list of
children. If a file contains one we refuse it and keep only its fingerprint, the rule it broke and
the time. A small count could still identify a child, so figures shared more widely are protected.

An uploaded file that is neither accepted nor removed waits for the person who uploaded it. Nobody
else can open it, no backup has it, and we delete it after {days} days or when their role ends. The
same goes for what somebody types at a meeting and has not recorded.
"""


def show_data_inventory(plan: Catalogue) -> None:
    st.markdown(SUMMARY.format(days=EXPIRE_AFTER_DAYS))
    draw_table(answers_for(plan), "Who is responsible and how the data is protected", heads=False)
    draw_table(permissions(), "Who can do what")
    show_retention(plan)
    show_tables(inventory(queries.store()))


def answers_for(plan: Catalogue) -> pd.DataFrame:
    """Who answers for what is held, and how it is protected."""
    agreed = plan.partnership
    profile = plan.profile(agreed.profile)
    facts = {
        "Owner": agreed.name,
        "Purpose": f"{agreed.group}, {agreed.group_role}, to monitor the {agreed.plan_title}",
        "Lawful basis": agreed.lawful_basis,
        "Controller": agreed.controller,
        "Data protection officer": agreed.data_protection_officer,
        "Dashboard steward": agreed.service_owner,
        "Exact figures": f"{agreed.marking}. {agreed.handling}",
        "For wider sharing": f"{agreed.wider_marking}. {agreed.wider_handling}",
        "Protection of small counts": f"{profile.name} (profile “{profile.id}”)",
        "Encryption": queries.store().describe_encryption(),
    }
    return pd.DataFrame({"Item": facts.keys(), "Detail": facts.values()})


def show_tables(tables: list[InventoryEntry]) -> None:
    """How many rows there are could tell how many concerns there are, so not everybody sees it."""
    shown = pd.DataFrame(
        {
            "Table": [one.table for one in tables],
            "Why we hold it": [one.purpose.purpose for one in tables],
            "Personal data": [OF_WHOM[one.purpose.personal] for one in tables],
        }
    )
    if effective_user.can("see-returns"):
        shown["Rows"] = [f"{one.rows:,}" for one in tables]
    draw_table(shown, "Tables in the database and why we hold them", numbers=["Rows"])
    by_name = {one.table: one for one in tables}
    chosen = st.selectbox("Show columns in", list(by_name), key="holding")
    draw_table(columns_of(by_name[chosen]), f"Columns in {chosen} and why we hold them")
    st.caption(f"{pluralise(len(tables), 'table')} in the database now.")


def columns_of(holding: InventoryEntry) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Column": [name for name, _ in holding.columns],
            "Why we hold it": [purpose.purpose for _, purpose in holding.columns],
            "Personal data": [OF_WHOM[purpose.personal] for _, purpose in holding.columns],
        }
    )
