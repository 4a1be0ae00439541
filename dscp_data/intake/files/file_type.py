"""Recognises the type of a file by its name and first bytes, before anything is unpacked."""

import re
from collections.abc import Callable

from dscp_data.intake.files.archive import MEGABYTE, Limits
from dscp_data.intake.files.refusals import refusal

EXTENSIONS = {
    "xlsx": "xlsx",
    "xlsm": "xlsm",
    "xls": "xls",
    "ods": "ods",
    "csv": "csv",
    "tsv": "csv",
    "txt": "csv",
}
"""The extensions that are read, and the kind of file that each means."""

_BY_EXTENSION = {
    "xlt": "old_excel",
    "xlsb": "binary_excel",
    "numbers": "numbers",
    "htm": "web_page",
    "html": "web_page",
    "mht": "web_page",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORKBOOK = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_WEB_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|table|meta|\?xml)", re.IGNORECASE)


def detect_file_type(data: bytes, name: str, limits: Limits) -> str:
    """The kind of a file that may be read, a value of ``EXTENSIONS``.

    Raises Refused with the way out for every other kind, and for one under another's name.
    """
    base = re.split(r"[/\\]", name)[-1]
    extension = base.rpartition(".")[2].lower() if "." in base else ""
    if base.startswith("~$"):
        raise refusal("lock_file", name=name)
    if not data:
        raise refusal("empty_file", name=name)
    if len(data) > limits.file_bytes:
        raise refusal(
            "too_big",
            name=name,
            size=_megabytes(len(data)),
            limit=_megabytes(limits.file_bytes),
        )
    if extension in _BY_EXTENSION:
        raise refusal(_BY_EXTENSION[extension], name=name)
    if extension not in EXTENSIONS:
        raise refusal("not_excel", name=name)
    kind = EXTENSIONS[extension]
    if code := _DISGUISES[kind](data):
        raise refusal(code, name=name)
    return kind


def mislabelled_package(entries: set[str]) -> str | None:
    """The code for a zip that is called .xlsx and is something else; None for a workbook."""
    if "xl/workbook.bin" in entries:
        return "binary_excel"
    if "Index/Document.iwa" in entries or "Index.zip" in entries:
        return "numbers"
    if "mimetype" in entries and "content.xml" in entries:
        return "opendocument"
    if "[Content_Types].xml" not in entries or "word/document.xml" in entries:
        return "not_excel"
    return None


def _as_workbook(data: bytes) -> str | None:
    """The code for a file that is called .xlsx or .ods and is no zip archive."""
    if data.startswith(_ZIP):
        return None
    if data.startswith(OLE):
        if _ENCRYPTED in data:
            return "password"
        return "old_excel" if any(stream in data for stream in _OLD_WORKBOOK) else "not_excel"
    if _WEB_PAGE.match(data):
        return "web_page"
    if b"\0" not in data and b"," in data and b"\n" in data:
        return "csv"
    return "not_excel"


def _as_old_excel(data: bytes) -> str | None:
    """The code for a file that is called .xls: systems export web pages and text under it."""
    if data.startswith(OLE):
        return "password" if _ENCRYPTED in data else None
    return "misnamed" if data.startswith(_ZIP) else _as_workbook(data)


def _as_text(data: bytes) -> str | None:
    """The code for a file that is called .csv and is something else by its first bytes."""
    if data.startswith((OLE, *_ZIP, b"%PDF")):
        return "misnamed"
    return "web_page" if _WEB_PAGE.match(data) else None


_DISGUISES: dict[str, Callable[[bytes], str | None]] = {
    "xlsx": _as_workbook,
    "xlsm": _as_workbook,
    "ods": _as_workbook,
    "xls": _as_old_excel,
    "csv": _as_text,
}


def _megabytes(size: int) -> str:
    """A size in MB with at most one decimal: 10, 12.3."""
    return f"{size / MEGABYTE:.1f}".removesuffix(".0")
