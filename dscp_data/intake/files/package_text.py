"""The text of a package outside its cells: notes, pivot caches, shapes, properties and more.

Nothing of it is read as part of the return. It is looked through, because the file is kept.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from urllib.parse import unquote
from xml.parsers import expat

from dscp_data.intake.cells.workbook import PackageText
from dscp_data.intake.files.xml_stream import Attributes, MalformedXml, is_xml, parse

PIECE = 2_000
"""Characters of the longest piece that a text is cut into: longer than any identifier."""
_NO_WORDS = ("styles", "theme", "[content_types]", "calcchain", "metadata.xml")
_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f(?: [^<>]*)?>([^<]*)<")
_GUID = re.compile(r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?")
_ONE_BYTE = re.compile(rb"[\x20-\x7e\xa0-\xff]{8,}")
_TWO_BYTES = re.compile(rb"(?:[\x20-\x7e\xa0]\x00){8,}")
_ROWS_START, _ROWS_END = b"<sheetData", b"</sheetData>"
_NOTE_START, _NOTE_END = b"<office:annotation", b"</office:annotation>"


def package_texts(parts: dict[str, bytes], sheets: Iterable[str]) -> tuple[PackageText, ...]:
    """What each XML part says, in pieces; of a worksheet in `sheets` what is around its rows
    and in its formulas. Parts that are no well-formed XML say nothing: no program shows them."""
    listed, found = set(sheets), []
    for part, content in parts.items():
        if not is_xml(part, content) or any(word in part.lower() for word in _NO_WORDS):
            continue
        texts = set(in_sheet(content) if part in listed else in_xml(content))
        if texts:
            found.append(PackageText(part, tuple(sorted(texts))))
    return tuple(found)


def in_sheet(content: bytes) -> Iterator[str]:
    """Formulas, and the hyperlinks, drop-downs, headers and footers around the rows."""
    first, last = content.find(_ROWS_START), content.rfind(_ROWS_END)
    if 0 <= first < last:
        rows = content[first:last]
        if b"<f" in rows or b":f" in rows:
            formulas = {found for found in _FORMULA.findall(rows) if found}
            for formula in formulas:
                yield from pieces(html.unescape(formula.decode("utf-8", "replace")))
        content = content[:first] + content[last + len(_ROWS_END) :]
    yield from in_xml(content)


def in_open_document(parts: dict[str, bytes], content_part: str) -> tuple[PackageText, ...]:
    """What the parts of an .ods say beside its cells, the notes of cells among them."""
    content, notes, at = parts[content_part], [], 0
    while (start := content.find(_NOTE_START, at)) >= 0:
        at = content.find(_NOTE_END, start)
        if at < 0:
            break
        notes.append(content[start:at])
    texts = {
        text
        for note in notes
        for text in pieces(
            html.unescape(re.sub(rb"<[^<>]*>", b" ", note).decode("utf-8", "replace"))
        )
    }
    others = {part: xml for part, xml in parts.items() if part != content_part}
    found = package_texts(others, ())
    return (PackageText("notes (comments)", tuple(sorted(texts))), *found) if texts else found


def in_bytes(data: bytes) -> tuple[PackageText, ...]:
    """The runs of characters in a binary workbook (.xls), of one byte each or of two."""
    texts = {run.decode("latin-1") for run in _ONE_BYTE.findall(data)}
    texts |= {run.decode("utf-16-le") for run in _TWO_BYTES.findall(data)}
    cut = {piece for text in texts for piece in pieces(text)}
    return (PackageText("text hidden in the file", tuple(sorted(cut))),)


def in_xml(content: bytes) -> Iterator[str]:
    """The texts and attributes of a part. A text that is cut by formatting is one text."""
    found: list[str] = []
    words: list[str] = []

    def start(_: str, attributes: Attributes) -> None:
        found.extend(value for value in attributes.values() if len(value) >= 3)

    def end(name: str) -> None:
        if name.rpartition(":")[2] in ("r", "t", "rPr", "b", "i", "font"):
            return
        if words:
            found.append("".join(words))
            words.clear()

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = words.append
    with suppress(MalformedXml):
        parse(parser, content)
    found.append("".join(words))
    for text in found:
        yield from pieces(text)


def pieces(text: str) -> Iterator[str]:
    """A text in pieces that overlap by more than any identifier is long."""
    text = _GUID.sub(" ", unquote(text) if "%" in text else text).strip()
    if len(text) >= 3:
        for at in range(0, len(text), PIECE - 100):
            yield text[at : at + PIECE]
