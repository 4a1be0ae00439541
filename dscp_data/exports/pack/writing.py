"""Writes a pack in the format that a file name ends in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dscp_data.exports.pack.contents import Pack
from dscp_data.exports.pack.document import pdf
from dscp_data.exports.pack.slides import slides
from dscp_data.exports.pack.workbook import workbook

OnPage = Callable[[], None]
FORMATS: Mapping[str, Callable[[Pack, OnPage], bytes]] = {
    ".pptx": slides,
    ".pdf": pdf,
    ".xlsx": workbook,
}


def write_pack(pack: Pack, ending: str, on_page: OnPage = lambda: None) -> bytes:
    """The file of a pack. `ending` is a key of FORMATS; `on_page` is called after each page, of
    which the cover is the first."""
    return FORMATS[ending](pack, on_page)
