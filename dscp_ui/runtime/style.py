"""Style rules that the theme cannot express, from the files in `css/` and the design tokens."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

import streamlit as st

from dscp_data.charts.tokens import ROOT_SIZE_WIDE, WIDE, css_properties

CSS = Path(__file__).parent / "css"

OUT_OF_SIGHT = "out-of-sight"
UNSEEN_BOX = "unseen-box"
# With the gap around it. A rule with `:has` names the element that has it, and is about that one
# alone: else each change of a page has the browser compute the style of everything anew.
WRAPPER = '[data-testid="stLayoutWrapper"]'
UNSEEN = f"""{WRAPPER}:has(> .st-key-{OUT_OF_SIGHT}),
{WRAPPER}:has(> [class*="st-key-{UNSEEN_BOX}"]) {{ display: none; }}"""

# Columns that stand one under another on a narrow screen begin there with the last: the chart
# comes before the list beside it.
LAST_FIRST = "last-first"
NARROW = f"""
@media (max-width: 640px) {{
  .st-key-{LAST_FIRST} > * > [data-testid="stHorizontalBlock"] {{ flex-wrap: wrap-reverse; }}
}}
"""


APPEAR = "@keyframes appear { to { visibility: visible; } }"  # cannot be nested in `.stApp`


def draw_style() -> None:
    """What a page adds to `rules`: the app tells the browser which theme it is in."""
    st.html(f"<style>:root {{ color-scheme: {st.context.theme.type or 'light'}; }}</style>")


@cache
def rules() -> str:
    """The rules of every page, which the server puts into it (`server.first_paint`)."""
    files = "".join(path.read_text(encoding="utf-8") for path in sorted(CSS.glob("*.css")))
    root = f":root {{ color-scheme: light dark; {css_properties()} }}"
    wide = f"@media (min-width: {WIDE}) {{ :root:root {{ font-size: {ROOT_SIZE_WIDE}; }} }}"
    # Nested, so that they count for more than Streamlit's own, which come later.
    return f"{root}{wide}{APPEAR}.stApp {{ {NARROW}{UNSEEN}{files} }}"


def out_of_sight() -> AbstractContextManager[object]:
    """A place for what the browser needs and no reader does; one on a page."""
    return st.container(key=OUT_OF_SIGHT)
