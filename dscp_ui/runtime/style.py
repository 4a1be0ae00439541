"""Style rules that the theme cannot express."""

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


# Streamlit fades captions to 60% of the text's colour, 4.4 : 1 on white, and the parts of a date to
# less than the 24 pixels that a finger hits.
FOR_ALL = """
[data-testid="stCaptionContainer"] { opacity: 0.8; }
[data-testid="stHeading"] :is(h1, h2, h3) { padding: 0.25rem 0; }
[data-testid="stDateInput"] [role="spinbutton"] { min-width: 24px; text-align: center; }
.st-key-new-signals [data-testid="stPageLink"] :is(span, div, p) { white-space: normal; }
"""

# Tables of `html_table`.
TABLES = """
.table-frame { overflow: auto; max-width: 100%; }
.table-frame.tall { max-height: 20rem; }
.table-frame:focus-visible { outline: 2px solid; outline-offset: 2px; }
.read-table { min-width: 100%; border-spacing: 0; font-size: 0.875rem; line-height: 1.35; }
.read-table caption { padding: 0 0 0.25rem; text-align: left; font-weight: 600; }
.read-table caption.unseen { position: absolute; clip-path: inset(50%); height: 1px; width: 1px;
  overflow: hidden; padding: 0; white-space: nowrap; }
.read-table th, .read-table td { padding: 0.25rem 0 0.25rem 1rem; text-align: left;
  font-weight: 400; vertical-align: top; min-width: 3.5rem;
  border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
.read-table :is(th, td):first-child { padding-left: 0.25rem; }
.read-table th[scope="row"] { min-width: 7rem; }
.read-table thead th { vertical-align: bottom; font-weight: 600; }
.read-table tbody tr:last-child > * { border-bottom: 0; }
.read-table .flush-right { text-align: right; font-variant-numeric: tabular-nums; }
.tall :is(th, td), .read-table td.flush-right { white-space: nowrap; }
.tall thead th { position: sticky; top: 0; }
@media print {
  .table-frame { overflow: visible; max-height: none !important; }
  .tall :is(th, td) { white-space: normal; }
}
"""
TONES = (("orange", "orangeColor"), ("blue", "blueColor"), ("violet", "violetColor"))


def draw_style() -> None:
    st.html(f"<style>{TOP}{NARROW}{UNSEEN}{FOR_ALL}{TABLES}{colours()}</style>")


def colours() -> str:
    """The theme's colours as rules: those of `html_table.Toned`, the ground of a page, and what is
    written on a button: on the light one of the dark theme Streamlit writes white.

    The app tells the browser which theme it is in; what Streamlit puts over the page is told here.
    """
    tones = "".join(f".tone-{tone} {{ color: {of(name)}; }}\n" for tone, name in TONES)
    root = f":root {{ color-scheme: {st.context.theme.type or 'light'}; }}"
    ground = of("backgroundColor")
    button = '[data-testid^="stBaseButton-primary"]'
    return (
        f"{root} {tones} .tall thead th {{ background: {ground} }} {button} {{ color: {ground} }}"
    )


def of(name: str) -> str:
    light, dark = (st.get_option(f"theme.{shade}.{name}") for shade in ("light", "dark"))
    return f"light-dark({light}, {dark})"


def out_of_sight() -> AbstractContextManager[object]:
    """A place for what the browser needs and no reader does; one on a page."""
    return st.container(key=OUT_OF_SIGHT)


def hide(key: str) -> None:
    """Leave the widget with that key out of sight."""
    st.html(f"<style>.st-key-{key} {{ display: none; }}</style>")
