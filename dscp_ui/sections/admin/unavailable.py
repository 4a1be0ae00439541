"""What every page says while the database must not be used: better no figure than a wrong one."""

from __future__ import annotations

import streamlit as st

from dscp_data.store import StoreError
from dscp_data.store.engine.errors import Damaged

TITLE = "The dashboard is not available"


def show_unavailable(why: StoreError) -> None:
    st.title(TITLE, anchor=False)
    st.write(
        "The database could not be opened safely, so we are not showing any figures. The returns "
        "that agencies sent are safe."
    )
    st.write("Tell your dashboard steward. Reload this page once it is fixed.")
    st.header("Information for your dashboard steward", anchor=False)
    if isinstance(why, Damaged):
        st.text(f"{why.what} Nothing has been changed.")
        st.text("To restore the latest good backup, or read every return again:")
        st.code("python -m dscp_data restore\npython -m dscp_data rebuild", language=None)
    else:
        st.text(str(why))
    st.caption("The steps are in docs/operating.md, under “When it is not available”.")
