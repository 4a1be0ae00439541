"""The meeting pack: one page for each series, as slides, PDF or a workbook."""

from dscp_data.exports.pack.contents import (
    SAMPLES,
    Pack,
    PackPage,
    TextPage,
    notable_pages,
    page_of,
)
from dscp_data.exports.pack.writing import FORMATS, write_pack

__all__ = [
    "FORMATS",
    "SAMPLES",
    "Pack",
    "PackPage",
    "TextPage",
    "notable_pages",
    "page_of",
    "write_pack",
]
