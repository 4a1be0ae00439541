"""Help for the first minute: what this is, how to read it, and whom to ask."""

from __future__ import annotations

import os

import streamlit as st

from dscp_ui import queries
from dscp_ui.frame.tour import draw_tour_button, times_asked
from dscp_ui.guard.sign_in_page import CONTACT, NOBODY_NAMED
from dscp_ui.runtime.markdown import escape_markdown

STEPS = """
**What this is.** The {group} follows the {plan} here: {count} indicators, from the returns of
{agencies} agencies.

**Where to start.** The heading of each page says what was found. The overview shows what is new
since the last meeting, then every indicator, concerns first. Select a row to open it.

**How to read a chart.** Shaded: the usual range. :blue[▲ ▼ Improvement], :orange[◆ Concern] and
:violet[■ Higher or lower] are changes larger than chance explains. ● is the usual range. ○ is
provisional, or too little to judge.

**Can we trust it?** Below each chart: whether the latest figure is complete and final, what it is
out of, and whether it agrees with the published one.

**Find anything.** Press **/** and type, for example *re-referral easington*. Filters, and figures
of the past, are behind the button that says what is shown.

**Words and methods** are under Definitions. **Questions:** {contact}.
"""


def draw_help(url_path: str) -> None:
    plan = queries.plan()
    contact = os.environ.get(CONTACT) or NOBODY_NAMED
    # Another after each request for the tour, so that it closes once it has led there.
    key = f"help-{url_path or 'overview'}-{times_asked()}"
    with st.popover("Help", type="tertiary", key=key):
        st.markdown(
            STEPS.format(
                group=plan.partnership.short_name,
                plan=plan.partnership.plan_title,
                count=len(plan.indicators),
                agencies=len(plan.agencies),
                contact=escape_markdown(contact),
            )
        )
        draw_tour_button()
