"""Accessible HTML tables, for reading rather than sorting.

Each has a caption, headings that say what they head, and a frame that the keyboard can scroll.
Streamlit's own have none of them, and read what somebody wrote in a cell as Markdown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape
from numbers import Real
from typing import NamedTuple, TypedDict, Unpack

import pandas as pd
import streamlit as st


class Toned(NamedTuple):
    """Text in bold and in the colour of a design token, as "concern"."""

    text: str
    colour: str


class Linked(NamedTuple):
    """Text that leads to another page of the dashboard."""

    text: str
    address: str


class Look(TypedDict, total=False):
    """How a table is drawn; what each means, `html_table` says."""

    numbers: Collection[str]
    heads: bool
    tall: bool
    unseen: bool


def draw_table(rows: pd.DataFrame, caption: str, **look: Unpack[Look]) -> None:
    st.html(html_table(rows, caption, **look))


def draw_table_on_paper(rows: pd.DataFrame, caption: str) -> None:
    """All rows of the table just drawn on a canvas, for print, where the canvas is left out."""
    st.html(f'<div class="on-paper">{html_table(rows, caption)}</div>')


def html_table(
    rows: pd.DataFrame,
    caption: str,
    *,
    numbers: Collection[str] = (),
    heads: bool = True,
    tall: bool = False,
    unseen: bool = False,
) -> str:
    """A table as HTML, in which all that the frame says is text; its first column says what each
    row is. A column of numbers, or one named in `numbers`, is set flush right; `heads` is whether
    columns have headings; a `tall` one is scrolled; an `unseen` caption is for screen readers
    alone, where a heading says the same.
    """
    right = [name in numbers or pd.api.types.is_numeric_dtype(rows[name]) for name in rows.columns]
    head = line(heading(str(name), flush) for name, flush in zip(rows.columns, right, strict=True))
    body = (
        line(
            cell(value, flush, is_first=place == 0)
            for place, (value, flush) in enumerate(zip(row, right, strict=True))
        )
        for row in rows.itertuples(index=False, name=None)
    )
    label = escape(caption)
    bare = "" if len(rows.columns) and rows.columns[0] else " bare"  # a column of signs, unnamed
    return (
        f'<div class="table-frame{" tall" if tall else ""}" role="region" tabindex="0" '
        f'aria-label="{label}"><table class="read-table{bare}">'
        f"<caption{UNSEEN if unseen else ''}>{label}</caption>"
        f"{f'<thead>{head}</thead>' if heads else ''}<tbody>{''.join(body)}</tbody></table></div>"
    )


RIGHT, UNSEEN = ' class="flush-right"', ' class="unseen"'


def line(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def heading(text: str, flush: bool) -> str:
    return f'<th scope="col"{RIGHT if flush else ""}>{escape(text)}</th>'


def cell(value: object, flush: bool, *, is_first: bool) -> str:
    shown = in_html(value)
    if is_first:
        return f'<th scope="row">{shown}</th>'
    return f"<td{RIGHT if flush else ''}>{shown}</td>"


def in_html(value: object) -> str:
    if isinstance(value, Toned):
        return f'<strong class="{value.colour}">{escape(value.text)}</strong>'
    if isinstance(value, Linked):
        return f'<a class="opens" href="{escape(value.address)}">{escape(value.text)}</a>'
    return escape(format_value(value))


def format_value(value: object) -> str:
    """ "1,234", "12.5", or a text as it is; nothing for what is missing."""
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, Real) and not isinstance(value, bool):
        return "" if value != value else f"{value:,}"
    return str(value)
