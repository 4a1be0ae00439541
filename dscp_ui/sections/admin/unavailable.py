"""What every page says while the database must not be used: better no figure than a wrong one."""

from __future__ import annotations

import streamlit as st

from dscp_data.store import StoreError
from dscp_data.store.engine.errors import Damaged

TITLE = "The dashboard is not available"


def show_unavailable(why: StoreError) -> None:
    st.title(TITLE, anchor=False)
    st.write(
        "The figures it holds could not be opened safely. No figures are shown until they can be "
        "trusted. The returns that agencies sent are kept."
    )
    st.write("Tell whoever looks after this dashboard. When it is put right, reload this page.")
    st.header("For whoever looks after it", anchor=False)
    if isinstance(why, Damaged):
        st.text(f"{why.what} Nothing has been changed.")
        st.text("To put back the last good backup, or to read every return again:")
        st.code("python -m dscp_data restore\npython -m dscp_data rebuild", language=None)
    else:
        st.text(str(why))
    st.caption("The steps are in docs/operating.md, under “When it is not available”.")
