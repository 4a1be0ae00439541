"""What the page tells Streamlit's script before it starts, so that it connects at once.

Without it a page that is not the first asks for the server's state below its own address, is told
404, waits, and asks above it; only then does it connect. The script stands in the page
(`dscp_ui.server.first_paint`), and the content security policy knows its hash
(`dscp_ui.guard.headers`). No page may speak to ours from outside but our own.
"""

from __future__ import annotations

SCRIPT = (
    'window.__streamlit = {BACKEND_BASE_URL: new URL(".", location.href).href, '
    "HOST_CONFIG: {allowedOrigins: [location.origin], useExternalAuthToken: false}};"
)
"""Pages have addresses of one level, so what is above theirs is where the server is."""
