"""The accessibility statement."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import streamlit as st

from dscp_data.catalogue import Catalogue
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.widgets.html_table import draw_table

ABOUT = """
We want as many people as possible to be able to use this dashboard. You should be able to:

- zoom in up to 400% without the text spilling off the screen
- use every page, choose filters, read figures, upload a return and download files with only a
  keyboard
- read the figures in every chart with a screen reader: trends have a table under Figures, and other
  charts have a table just below them
- use light or dark colours, following your computer's setting. We never rely on colour alone.
"""
TESTED = """
This dashboard aims to meet level AA of the Web Content Accessibility Guidelines (WCAG) version 2.2.
We test each change with axe-core, which finds no level A or AA failures on any page at 1366, 768
and 320 pixels wide, in light and dark colours. We also test the main tasks with only a keyboard.
Automated tests find only some problems. Disabled people have not yet tested the dashboard, and it
has not had an independent audit.
"""
TELL = "If you find something you cannot use, or need figures in a different format, contact: {}."


class Known(NamedTuple):
    """What falls short, what to do instead, and where it is followed up: Streamlit, which draws
    the pages, keeps a list of problems."""

    what: str
    instead: str
    issue: str


KNOWN = (
    Known(
        "Large sortable tables are drawn as an image with a description for screen readers. You "
        "cannot reach the menu in a column heading with the keyboard.",
        "The Overview page has the same list of indicators as a standard table with links. You can "
        "also download files and sort them elsewhere.",
        "https://github.com/streamlit/streamlit/issues/13332",
    ),
    Known(
        "Buttons on a chart or table appear only when you hover over it or tab to it, and some "
        "screen readers do not announce “Fullscreen”.",
        "You can reach every figure without these buttons.",
        "https://github.com/streamlit/streamlit/issues/16148",
    ),
)


def show_accessibility(plan: Catalogue) -> None:
    st.header("Accessibility statement for this dashboard", anchor=False)
    st.markdown(ABOUT)
    st.header("How we test it", anchor=False)
    st.markdown(TESTED)
    st.header("Known problems", anchor=False)
    rows = {
        "Problem": [one.what for one in KNOWN],
        "What to do instead": [one.instead for one in KNOWN],
        "Reported at": [one.issue for one in KNOWN],
    }
    draw_table(pd.DataFrame(rows), "Known problems", unseen=True)
    st.header("Contact us", anchor=False)
    st.markdown(TELL.format(escape_markdown(plan.partnership.service_owner)))
