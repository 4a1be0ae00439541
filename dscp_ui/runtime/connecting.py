"""What the page tells Streamlit's script before it starts: where the server is.

Without it a page that is not the first asks for the server's state below its own address, is told
404, waits, and asks above it; only then does it connect. It still asks before it connects: the
answer sets the cookie without which Streamlit does not read who has signed in. The script stands in
the page (`dscp_ui.server.first_paint`), and the content security policy knows its hash
(`dscp_ui.guard.headers`).
"""

from __future__ import annotations

SCRIPT = 'window.__streamlit = {BACKEND_BASE_URL: new URL(".", location.href).href};'
"""Pages have addresses of one level, so what is above theirs is where the server is."""
