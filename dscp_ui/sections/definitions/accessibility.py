"""The accessibility statement: how far anybody can use this, what is known to fall short, whom to
tell."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
import streamlit as st

from dscp_data.catalogue import Catalogue
from dscp_ui.widgets.html_table import draw_table

ABOUT = """
We want as many people as possible to be able to use this dashboard. You should be able to:

- zoom in up to 400% without the text spilling off the screen
- go through every page, choose filters, read figures, send in a return and download files with the
  keyboard alone
- read every figure of a chart in a table with a screen reader: the trend’s under Figures, those of
  other charts under the line below each
- use it in light or dark colours, as your computer is set; no meaning rests on colour alone.
"""
TESTED = """
This dashboard aims at level AA of the Web Content Accessibility Guidelines (WCAG) version 2.2. Each
change to it is tested by axe-core, which finds no failure at level A or AA on any page, 1366, 768
and 320 pixels wide, light and dark; and by going through its main tasks with the keyboard alone.
Automatic tests find only some of the problems. It has not yet been tested by disabled people, nor
audited by anybody independent.
"""
TELL = "If you find something that you cannot use, or need figures in another form, tell us: {}."


class Known(NamedTuple):
    """What falls short, what to do instead, and where it is followed up: Streamlit, which draws
    the pages, keeps a list of problems."""

    what: str
    instead: str
    issue: str


KNOWN = (
    Known(
        "Large tables that can be sorted are drawn as a picture with a description for screen "
        "readers. The menu in the heading of a column cannot be reached with the keyboard.",
        "Below the list of indicators on the Overview the same stands as a table to read, with "
        "links. Files can be downloaded and sorted elsewhere.",
        "https://github.com/streamlit/streamlit/issues/13332",
    ),
    Known(
        "The buttons over a chart or a table are shown to the mouse or the keyboard only while it "
        "is there, and some screen readers do not say what “Fullscreen” is.",
        "No figure is behind these buttons alone.",
        "https://github.com/streamlit/streamlit/issues/16148",
    ),
)


def show_accessibility(plan: Catalogue) -> None:
    st.header("How accessible this dashboard is", anchor=False)
    st.markdown(ABOUT)
    st.header("How it is tested", anchor=False)
    st.markdown(TESTED)
    st.header("What is known to fall short", anchor=False)
    rows = {
        "What": [one.what for one in KNOWN],
        "What to do instead": [one.instead for one in KNOWN],
        "Followed up at": [one.issue for one in KNOWN],
    }
    draw_table(pd.DataFrame(rows), "What is known to fall short", unseen=True)
    st.header("Whom to tell", anchor=False)
    st.markdown(TELL.format(plan.partnership.service_owner))
