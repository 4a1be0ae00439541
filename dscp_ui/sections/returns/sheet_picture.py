"""A picture of the sheet around the cells that a question is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd
import streamlit as st

from dscp_data.intake.cells.cell import Place, column_number
from dscp_data.intake.cells.workbook import Refused, Workbook
from dscp_data.intake.files.workbook_reader import read_workbook
from dscp_data.intake.sheet_extract import extract_around
from dscp_ui.widgets.html_table import Toned, draw_table

SHEETS_SHOWN = 3


@st.cache_resource(max_entries=8, show_spinner=False)
def workbook_of(content: bytes, file: str) -> Workbook:
    """The cells of an uploaded file: a value that nothing changes. Raises Refused."""
    return read_workbook(content, file)


def show_pictures(content: bytes, file: str, cells: Iterable[tuple[str, str]]) -> None:
    """A piece of each sheet with the cells (sheet, address) that are asked about set off."""
    try:
        workbook = workbook_of(content, file)
    except Refused:
        return
    by_sheet: dict[str, dict[Place, str]] = {}
    for sheet, address in cells:
        if address:
            by_sheet.setdefault(sheet, {})[place_of(address)] = address
    for name, places in list(by_sheet.items())[:SHEETS_SHOWN]:
        show_picture(workbook, name, places)


def show_picture(workbook: Workbook, name: str, places: Mapping[Place, str]) -> None:
    sheet = workbook.sheet(name)
    if sheet is None:
        return
    piece = extract_around(sheet, places)
    rows = [
        [str(row), *(marked(piece.texts.get((row, c), ""), (row, c) in places)
                     for c in piece.columns)]
        for row in piece.rows
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["", *piece.letters])
    draw_table(frame, f"The sheet “{name}”, with what we ask about in colour")


def marked(text: str, is_asked: bool) -> object:
    return Toned(f"▸ {text}", "concern") if is_asked else text


def place_of(address: str) -> Place:
    """The row and column of an address like "AB12"."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)
