"""All checks of a file before a workbook parser sees it.

Pure Python, bounded in time and memory, in the server's own process. What passes has been
unpacked, checked and packed again, and can be given to the reader in its child process.
"""

from dataclasses import dataclass

from dscp_data.intake.cells.workbook import PackageText
from dscp_data.intake.files.archive import Limits, repack, unpack
from dscp_data.intake.files.file_type import detect_file_type, mislabelled_package
from dscp_data.intake.files.ods import check_ods_parts
from dscp_data.intake.files.ods_sheet import CONTENT, read_ods_facts
from dscp_data.intake.files.ooxml_looks import looks_in_sheet
from dscp_data.intake.files.ooxml_package import (
    cell_looks,
    check_parts,
    percent_styles,
    sheet_parts,
)
from dscp_data.intake.files.ooxml_sheet import SheetFacts, SheetScan
from dscp_data.intake.files.ooxml_sheet_fast import fast_sheet_facts
from dscp_data.intake.files.package_text import in_bytes, in_open_document, package_texts
from dscp_data.intake.files.refusals import refusal
from dscp_data.intake.files.xls import read_xls_facts
from dscp_data.intake.files.xml_stream import MalformedXml, is_xml

__all__ = ["Limits", "SafePackage", "preflight", "sheet_facts"]


@dataclass(frozen=True)
class SafePackage:
    """A file that passed: its XML parts packed again, and the facts of each worksheet.

    An .xls or a text file is no archive: its package is the file itself.

    ``facts`` is in the order of the tabs, as (sheet name, facts) pairs.
    """

    kind: str
    package: bytes
    facts: tuple[tuple[str, SheetFacts], ...]
    texts: tuple[PackageText, ...] = ()


def preflight(data: bytes, name: str, limits: Limits) -> SafePackage:
    """The checked package of a workbook. Raises Refused with the words for its sender."""
    kind = detect_file_type(data, name, limits)
    if kind == "csv":
        return SafePackage(kind, data, ())
    if kind == "xls":
        return SafePackage(kind, data, read_xls_facts(data, name, limits), in_bytes(data))
    parts = unpack(data, name, limits)
    if kind == "ods":
        checked = repack(check_ods_parts(parts, name))
        open_facts = read_ods_facts(parts, name, limits)
        return SafePackage(kind, checked, open_facts, in_open_document(parts, CONTENT))
    if code := mislabelled_package(set(parts)):
        raise refusal(code, name=name)
    check_parts(parts, name)
    sheets = sheet_parts(parts, name)
    percent = percent_styles(parts, name)
    found = []
    styles, strings = cell_looks(parts, name)
    for sheet in sheets:
        try:
            facts = sheet_facts(parts[sheet.part], sheet.name, percent, limits)
            facts.looks.update(looks_in_sheet(parts[sheet.part], styles, strings))
            found.append((sheet.name, facts))
        except (MalformedXml, ValueError, KeyError) as error:
            raise refusal("damaged", name=name) from error
    xml = {part: content for part, content in parts.items() if is_xml(part, content)}
    texts = package_texts(parts, [sheet.part for sheet in sheets])
    return SafePackage(kind, repack(xml), tuple(found), texts)


def sheet_facts(content: bytes, sheet: str, percent: frozenset[str], limits: Limits) -> SheetFacts:
    """The facts of one sheet, the short way where that is sure. Raises as ``SheetScan``."""
    facts = fast_sheet_facts(content, percent, limits)
    return facts if facts is not None else SheetScan(sheet, percent, limits).run(content)
