"""The server: `uvicorn dashboard:app`, or `streamlit run dashboard.py`.

The main script lies in dscp_ui/ and not here: beside `pages/`, Streamlit's older page discovery
would open a page without its frame on the first deep link after a start.
"""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dscp_ui.access.request_access import REQUEST_ACCESS
from dscp_ui.access.sign_in_state import record
from dscp_ui.guard.loopback import NotLoopback, require_loopback
from dscp_ui.guard.middleware import Guard
from dscp_ui.guard.provider import UnsafeConfiguration, provider
from dscp_ui.guard.sessions import InvalidTimeout, Sessions, Timeouts
from dscp_ui.runtime.style import rules
from dscp_ui.server.feed import Feed
from dscp_ui.server.first_paint import FirstPaint
from dscp_ui.server.server import lifespan, report_error, report_failure

try:
    if not provider():
        require_loopback(st.get_option("server.address"), "--server.address")
    sessions = Sessions(timeouts=Timeouts.from_settings())
except (NotLoopback, UnsafeConfiguration, InvalidTimeout) as refused:
    raise SystemExit(str(refused)) from None

app = st.App(
    Path(__file__).resolve().parent / "dscp_ui" / "app.py",
    lifespan=lifespan,
    middleware=[
        Middleware(Feed, provider=provider()),
        Middleware(
            Guard,
            sessions=sessions,
            provider=provider(),
            record=record,
            access=REQUEST_ACCESS,
        ),
        Middleware(FirstPaint, rules=rules()),
    ],
    exception_handlers={Exception: report_failure},
    on_script_error=report_error,
    secrets=provider().secrets if provider() else None,
)
