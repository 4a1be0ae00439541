"""A picture of the sheet around the cells that a question is about."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from dscp_data.intake.sheet_extract import SheetExtract, extracts_in_worker
from dscp_ui.runtime.page_runs import RUNS
from dscp_ui.widgets.html_table import Toned, draw_table


@st.cache_resource(max_entries=8, show_spinner=False)
def extracts(
    content: bytes, file: str, cells: tuple[tuple[str, str], ...]
) -> tuple[SheetExtract, ...]:
    """The pieces of an uploaded file around some cells: a value that nothing changes."""
    return extracts_in_worker(content, file, cells)


def show_pictures(content: bytes, file: str, cells: Iterable[tuple[str, str]]) -> None:
    """A piece of each sheet with the cells (sheet, address) that are asked about set off."""
    with RUNS.without_turn():
        pieces = extracts(content, file, tuple(cells))
    for piece in pieces:
        show_picture(piece)


def show_picture(piece: SheetExtract) -> None:
    rows = [
        [str(row), *(marked(piece.texts.get((row, c), ""), (row, c) in piece.asked)
                     for c in piece.columns)]
        for row in piece.rows
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["", *piece.letters])
    draw_table(frame, f"The sheet “{piece.sheet}”, with what we ask about in colour")


def marked(text: str, is_asked: bool) -> object:
    return Toned(f"▸ {text}", "concern") if is_asked else text
