"""The one store of this process."""

from __future__ import annotations

import streamlit as st

from dscp_data.store import Store, default_path, open_store


@st.cache_resource(show_spinner=False)
def store() -> Store:
    return open_store(default_path())
