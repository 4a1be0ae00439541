"""Writes a pack in the format that a file name ends in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dscp_data.exports.pack.contents import Pack
from dscp_data.exports.pack.document import pdf
from dscp_data.exports.pack.slides import slides
from dscp_data.exports.pack.workbook import workbook

FORMATS: Mapping[str, Callable[[Pack], bytes]] = {".pptx": slides, ".pdf": pdf, ".xlsx": workbook}


def write_pack(pack: Pack, ending: str) -> bytes:
    """The file of a pack. `ending` is a key of FORMATS."""
    return FORMATS[ending](pack)
