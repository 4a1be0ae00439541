"""The rules of style that the theme cannot express; there are no others."""

from __future__ import annotations

from contextlib import AbstractContextManager

import streamlit as st

# Streamlit keeps 56 px for a header that holds one menu button at the far right. Beside that
# button there is room for the first lines of a page; on a narrow screen there is not.
TOP = """
@media (min-width: 768px) {
  [data-testid="stMainBlockContainer"] { padding-top: 1rem; }
  [data-testid="stHeader"] { background: transparent; }
  [data-testid="stHeader"], [data-testid="stHeader"] div { pointer-events: none; }
  [data-testid="stHeader"] button { pointer-events: auto; }
}
"""

OUT_OF_SIGHT = "out-of-sight"
UNSEEN = f":has(> .st-key-{OUT_OF_SIGHT}) {{ display: none; }}"  # with the gap around it

# Columns that stand one under another on a narrow screen begin there with the last: the chart
# comes before the list beside it.
LAST_FIRST = "last-first"
NARROW = f"""
@media (max-width: 640px) {{
  .st-key-{LAST_FIRST} > * > [data-testid="stHorizontalBlock"] {{ flex-wrap: wrap-reverse; }}
}}
"""


def draw_style() -> None:
    st.html(f"<style>{TOP}{NARROW}{UNSEEN}</style>")


def out_of_sight() -> AbstractContextManager[object]:
    """A place for what the browser needs and no reader does; one on a page."""
    return st.container(key=OUT_OF_SIGHT)


def hide(key: str) -> None:
    """Leave the widget with that key out of sight."""
    st.html(f"<style>.st-key-{key} {{ display: none; }}</style>")
