"""The meeting pack: one page for each series, as slides, PDF or a workbook."""

from dscp_data.exports.pack.contents import (
    Pack,
    PackPage,
    Remark,
    TextPage,
    notable_pages,
    page_of,
    sample_notice,
)
from dscp_data.exports.pack.writing import FORMATS, write_pack

__all__ = [
    "FORMATS",
    "Pack",
    "PackPage",
    "Remark",
    "TextPage",
    "notable_pages",
    "page_of",
    "sample_notice",
    "write_pack",
]
