"""Checks the package of an OpenDocument spreadsheet, and finds the parts its reader needs."""

from dscp_data.intake.files.file_type import OLE
from dscp_data.intake.files.ods_sheet import CONTENT
from dscp_data.intake.files.refusals import refusal
from dscp_data.intake.files.xml_stream import (
    MalformedXml,
    elements,
    has_doctype,
    is_utf8,
    is_xml,
)

_MANIFEST, _MIME = "META-INF/manifest.xml", "mimetype"
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_OUTSIDE = ("table-source", "cell-range-source", "dde-link")


def check_ods_parts(parts: dict[str, bytes], name: str) -> dict[str, bytes]:
    """The parts that the reader needs. Raises Refused: damaged, not_excel, password, macros,
    embedded, unsafe, external_link."""
    if CONTENT not in parts or _MANIFEST not in parts:
        raise refusal("misnamed" if "[Content_Types].xml" in parts else "damaged", name=name)
    if parts.get(_MIME, _SPREADSHEET).strip() != _SPREADSHEET:
        raise refusal("not_excel", name=name)
    for part, content in parts.items():
        if part.startswith(("Basic/", "Scripts/")):
            raise refusal("macros", name=name)
        if content.startswith(OLE):
            raise refusal("embedded", name=name)
    try:
        manifest = parts[_MANIFEST]
        _check_xml(_MANIFEST, manifest, name)
        if elements(manifest, "encryption-data"):
            raise refusal("password", name=name)
        for part, content in parts.items():
            _check_xml(part, content, name)
        if _names_outside(parts[CONTENT]):
            raise refusal("external_link", name=name)
    except MalformedXml as error:
        raise refusal("damaged", name=name) from error
    return {_MIME: _SPREADSHEET, _MANIFEST: manifest, CONTENT: parts[CONTENT]}


def _names_outside(content: bytes) -> bool:
    """Whether the document takes figures from elsewhere. It is parsed for that only where a name of
    such an element occurs in it, and a name cannot be written in another way."""
    possible = any(name.encode() in content for name in _OUTSIDE)
    return possible and bool(elements(content, *_OUTSIDE))


def _check_xml(part: str, content: bytes, name: str) -> None:
    if is_xml(part, content) and (has_doctype(content) or not is_utf8(content)):
        raise refusal("unsafe", name=name)
