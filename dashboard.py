"""The server: `uvicorn dashboard:app`, or `streamlit run dashboard.py`.

The main script lies in dscp_ui/ and not here: beside `pages/`, Streamlit's older page discovery
would open a page without its frame on the first deep link after a start.
"""

from pathlib import Path

import streamlit as st

from dscp_ui.server import lifespan, report_error

app = st.App(
    Path(__file__).resolve().parent / "dscp_ui" / "app.py",
    lifespan=lifespan,
    on_script_error=report_error,
)
