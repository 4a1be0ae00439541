"""The page for somebody who is not signed in: nothing of Streamlit's and no script."""

from __future__ import annotations

import os
from html import escape

from dscp_data.catalogue import catalogue

CONTACT = "DSCP_CONTACT"
NOBODY_NAMED = "your dashboard steward"
MESSAGES = {
    "out": "You are signed out.",
    "ended": "You have been signed out, because you did not use the page for a while or you signed "
    "in some hours ago. Sign in to carry on where you left off.",
    "failed": "You did not finish signing in. Try again.",
    "refused": "You cannot sign in with this account. Its organisation has not confirmed its email "
    "address, or does not use this dashboard.",
    "unavailable": "The sign-in service is not responding. Try again in a few minutes.",
}
STYLE = """
:root { color-scheme: light dark; --text: #16202A; --grey: #55616C; --line: #D5DBE1;
  --page: #F4F6F8; --sheet: #FFFFFF; --accent: #12436D; --on-accent: #FFFFFF; }
@media (prefers-color-scheme: dark) { :root { --text: #E8EDF2; --grey: #A9B5C0; --line: #33404C;
  --page: #12171C; --sheet: #1B232B; --accent: #6FB1E4; --on-accent: #12171C; } }
body { margin: 0; background: var(--page); color: var(--text);
  font: 1.125rem/1.5 "Source Sans", "Source Sans 3", Arial, sans-serif; }
main { box-sizing: border-box; max-width: 34rem; margin: 12vh auto 2rem; padding: 2rem;
  background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; }
.name { margin: 0; color: var(--grey); }
h1 { margin: 0.25rem 0 1.25rem; font-size: 1.9rem; line-height: 1.2; }
.said { margin: 0 0 1.25rem; padding: 0.5rem 1rem; border-left: 5px solid var(--accent); }
a { color: var(--accent); }
a.button { display: inline-block; padding: 0.55rem 1.5rem; border-radius: 6px; font-weight: 600;
  background: var(--accent); color: var(--on-accent); text-decoration: none; }
a.button:hover { text-decoration: underline; }
a:focus-visible { outline: 3px solid #F46A25; outline-offset: 3px; }
.ask { margin: 1.5rem 0 0; color: var(--grey); }
@media (max-width: 40rem) { main { margin: 0; min-height: 100vh; border: 0; border-radius: 0; } }
"""


def sign_in_page(start: str, why: str = "") -> str:
    """The page as HTML. `start` is where its button leads, `why` one of MESSAGES or nothing."""
    partnership = catalogue().partnership
    message = f'<p class="said" role="status">{MESSAGES[why]}</p>' if why in MESSAGES else ""
    contact = os.environ.get(CONTACT) or NOBODY_NAMED
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in – {escape(partnership.short_name)} dashboard</title>
<link rel="icon" href="data:,">
<style>{STYLE}</style>
</head>
<body>
<main>
<p class="name">{escape(partnership.name)}</p>
<h1>Sign in to the dashboard</h1>
{message}
<p>Use the account you have at work.</p>
<p><a class="button" href="{escape(start)}">Sign in</a></p>
<p class="ask">If you need access, or cannot sign in, ask {escape(contact)}.</p>
</main>
</body>
</html>
"""
