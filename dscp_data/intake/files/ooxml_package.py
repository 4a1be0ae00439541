"""Checks the parts of an Office Open XML package, and finds its sheets."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dscp_data.intake.files.ooxml_looks import odd_strings
from dscp_data.intake.files.ooxml_styles import Styles, read_styles
from dscp_data.intake.files.refusals import refusal
from dscp_data.intake.files.xml_stream import (
    Attributes,
    MalformedXml,
    elements,
    has_doctype,
    is_utf8,
    is_xml,
)

Parts = dict[str, bytes]

_MACROS = ("vbaproject", "/macrosheets/", "/intlmacrosheets/", "/dialogsheets/")
_EMBEDDED = ("/embeddings/", "/activex/")
_EXTERNAL = ("/externallinks/",)
_PERCENT_BUILT_IN = {9, 10}
# What a number format shows as it stands: "..." \x [..] and the fillers _x and *x.
# No "[" within "[..]": a row of them would be looked through again from each.
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]|_.|\*.')
_LONGEST_FORMAT = 255


@dataclass(frozen=True)
class SheetPart:
    """A worksheet as the workbook lists it, and the name of the part that holds its cells."""

    name: str
    part: str


def check_parts(parts: Parts, name: str) -> None:
    """Raises Refused: macros, embedded, external_link, unsafe (DOCTYPE or odd encoding)."""
    for code, marks in (("macros", _MACROS), ("embedded", _EMBEDDED), ("external_link", _EXTERNAL)):
        if any(mark in f"/{part.lower()}" for part in parts for mark in marks):
            raise refusal(code, name=name)
    for part, content in parts.items():
        if not is_xml(part, content):
            continue
        if has_doctype(content) or not is_utf8(content):
            raise refusal("unsafe", name=name)
        if part.lower().endswith(".rels"):
            _check_targets(content, name)


def sheet_parts(parts: Parts, name: str) -> tuple[SheetPart, ...]:
    """The worksheets in the order of their tabs; chart sheets hold no cells and are left out.

    Raises Refused: damaged (no workbook, no sheet, a sheet without its part).
    """
    try:
        workbook = _main_part(parts)
        targets = dict(_targets(parts, workbook))
        listed = [attributes for _, attributes in elements(parts[workbook], "sheet")]
        found = []
        for attributes in listed:
            kind, target = targets[_relation(attributes)]
            if kind == "xlMacrosheet":
                raise refusal("macros", name=name)
            if kind == "worksheet":
                found.append(SheetPart(attributes["name"], target))
    except (KeyError, MalformedXml) as error:
        raise refusal("damaged", name=name) from error
    if not found or any(sheet.part not in parts for sheet in found):
        raise refusal("damaged", name=name)
    return tuple(found)


def percent_styles(parts: Parts, name: str) -> frozenset[str]:
    """The values of a cell's ``s`` attribute that show it as a percentage.

    Raises Refused: damaged.
    """
    try:
        workbook = _main_part(parts)
        styles = [part for kind, part in _kinds(parts, workbook) if kind == "styles"]
        if not styles or styles[0] not in parts:
            return frozenset()
        return _percent_indexes(parts[styles[0]])
    except (KeyError, ValueError, MalformedXml) as error:
        raise refusal("damaged", name=name) from error


def cell_looks(parts: Parts, name: str) -> tuple[Styles, dict[int, str]]:
    """The styles and the shared texts of a workbook that change what is seen of a value.

    Raises Refused: damaged.
    """
    try:
        kinds = dict(_kinds(parts, _main_part(parts)))
        styles = parts.get(kinds.get("styles", ""), b"<styleSheet/>")
        strings = parts.get(kinds.get("sharedStrings", ""), b"")
        return read_styles(styles), odd_strings(strings)
    except (KeyError, ValueError, IndexError, MalformedXml) as error:
        raise refusal("damaged", name=name) from error


def is_percent_format(code: str) -> bool:
    """Whether a number format scales by 100: ``0.0%`` does, ``0"%"`` only shows the sign.

    Raises ValueError for one that is longer than Excel can save.
    """
    if len(code) > _LONGEST_FORMAT:
        raise ValueError("a number format of more than 255 characters")
    return "%" in _LITERAL.sub("", code)


def _percent_indexes(styles: bytes) -> frozenset[str]:
    percent = set(_PERCENT_BUILT_IN)
    indexes: list[str] = []
    inside, count = "", 0
    for element, attributes in elements(styles, "numFmt", "cellXfs", "cellStyleXfs", "xf"):
        if element == "numFmt" and is_percent_format(attributes.get("formatCode", "")):
            percent.add(int(attributes["numFmtId"]))
        elif element == "xf" and inside == "cellXfs":
            if int(attributes.get("numFmtId", 0)) in percent:
                indexes.append(str(count))
            count += 1
        elif element.endswith("Xfs"):
            inside = element
    return frozenset(indexes)


def _check_targets(relations: bytes, name: str) -> None:
    """Refuse a relation that leads out of the file, unless it is a link to click on."""
    try:
        found = elements(relations, "Relationship")
    except MalformedXml as error:
        raise refusal("damaged", name=name) from error
    for _, attributes in found:
        outside = attributes.get("TargetMode", "").lower() == "external"
        if outside and not attributes.get("Type", "").endswith("/hyperlink"):
            raise refusal("external_link", name=name)


def _main_part(parts: Parts) -> str:
    """The part that lists the sheets: ``xl/workbook.xml`` by all writers known to us."""
    for kind, target in _kinds(parts, ""):
        if kind == "officeDocument":
            return target
    return "xl/workbook.xml"


def _kinds(parts: Parts, source: str) -> Iterator[tuple[str, str]]:
    return (kind_and_target for _, kind_and_target in _targets(parts, source))


def _targets(parts: Parts, source: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Relation id -> (kind, target part) of a part; "" means the whole package."""
    folder, base = posixpath.split(source)
    relations = parts[posixpath.join(folder, "_rels", f"{base}.rels")]
    for _, attributes in elements(relations, "Relationship"):
        kind = attributes["Type"].rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))
        yield attributes["Id"], (kind, target.lstrip("/"))


def _relation(attributes: Attributes) -> str:
    """The relation id of a sheet, under whatever prefix the writer gave it."""
    found = [value for key, value in attributes.items() if key.endswith(":id")]
    return found[0] if found else ""
