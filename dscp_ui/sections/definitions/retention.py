"""Retention periods; for stewards, what has passed them, and its removal."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dscp_data.access import commands
from dscp_data.catalogue import Catalogue
from dscp_data.model.clock import utc_now
from dscp_data.model.text import format_date, pluralise
from dscp_data.store import StoreError
from dscp_data.store.retention import RetentionList, list_expired
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.widgets.html_table import draw_table

DONE = "retention-done"
IN_SIGHT = 10


def show_retention(plan: Catalogue) -> None:
    draw_table(rules(plan), "How long we keep data")
    listed = list_expired(queries.store(), utc_now())
    st.markdown("We always keep:\n" + "\n".join(f"- {sentence}" for sentence in listed.always_kept))
    if effective_user.can("run-retention"):
        show_expired(listed, plan)


def rules(plan: Catalogue) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "What": [rule.name for rule in plan.retention],
            "Kept for": [
                pluralise(rule.months, "month") if rule.months else "Always"
                for rule in plan.retention
            ],
            "Why": [rule.why for rule in plan.retention],
        }
    )


def show_expired(listed: RetentionList, plan: Catalogue) -> None:
    """The list that would be removed, and removing just that."""
    if done := st.session_state.pop(DONE, ""):
        st.success(done)
    if not listed.old:
        st.info("Nothing is past its retention period.")
        return
    with st.expander(
        f"Past their retention period: {pluralise(len(listed.old), 'file')}", key="too-old"
    ):
        st.dataframe(
            files_table(listed, plan),
            hide_index=True,
            height="content" if len(listed.old) <= IN_SIGHT else 380,
            key="too-old-list",
            alt="Files past their retention period, oldest first, each with a reason",
        )
        sure = st.checkbox(
            "I have read the list and understand that these files cannot be recovered",
            key="too-old-read",
        )
        label = f"Delete {pluralise(len(listed.old), 'file')}"
        if st.button(label, disabled=not sure, key="too-old-remove"):
            remove(listed)


def files_table(listed: RetentionList, plan: Catalogue) -> pd.DataFrame:
    names: dict[str, str] = {rule.id: rule.name for rule in plan.retention}
    return pd.DataFrame(
        {
            "File": [one.file for one in listed.old],
            "Not needed since": [format_date(one.since) for one in listed.old],
            "Why": [one.why for one in listed.old],
            "Type": [names[one.rule] for one in listed.old],
        }
    )


def remove(listed: RetentionList) -> None:
    try:
        commands.apply_retention(queries.store(), signed_in_user.user(), listed.digest)
    except StoreError as error:
        st.error(escape_markdown(str(error)))
        return
    st.session_state[DONE] = (
        f"Deleted {pluralise(len(listed.old), 'file')}. This is recorded in the event log."
    )
    st.rerun()
