"""Pages of a PDF with tags: which part is a heading, which a paragraph and which a figure with its
alternative text, for screen readers. pypdf writes them as plain objects; see ISO 32000-1, 14.7."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

Tag = Literal["H1", "P", "Figure"]


@dataclass(frozen=True)
class Part:
    """A drawing as the one page of a PDF, its tag, and where its top left corner goes: in points
    from that of the page. `text` is what it says, or of a figure what it shows."""

    tag: Tag
    drawing: bytes
    text: str
    left: float
    top: float
    scale: float = 1


class TaggedPages:
    """Adds tagged pages to a document, each with a bookmark; `finish` ties the tags together."""

    def __init__(self, writer: PdfWriter, size: tuple[float, float]) -> None:
        self.writer, self.size = writer, size
        self.root = writer._add_object(dictionary(Type=name("StructTreeRoot")))
        self.document = self.element("Document", self.root)
        self.by_page: list[ArrayObject] = []
        self.sections = ArrayObject()

    def add(self, bookmark: str, parts: Sequence[Part]) -> None:
        page = PageObject.create_blank_page(width=self.size[0], height=self.size[1])
        forms = {f"Part{place}": self.form(part) for place, part in enumerate(parts)}
        added = self.writer.add_page(page)
        added[name("Resources")] = dictionary(XObject=dictionary(**forms))
        added[name("Contents")] = self.writer._add_object(self.content(parts))
        added[name("StructParents")] = NumberObject(len(self.by_page))
        added[name("Tabs")] = name("S")
        section = self.element("Sect", self.document)
        elements = ArrayObject(
            self.element(
                part.tag, section, Pg=added.indirect_reference, K=NumberObject(place),
                **{"Alt" if part.tag == "Figure" else "ActualText": TextStringObject(part.text)},
            )
            for place, part in enumerate(parts)
        )  # fmt: skip
        section.get_object()[name("K")] = elements  # type: ignore[index]
        self.sections.append(section)
        self.by_page.append(elements)
        self.writer.add_outline_item(title=bookmark, page_number=added.page_number)

    def form(self, part: Part) -> IndirectObject:
        """A drawing as a form that a page refers to, which needs no reading of what it draws."""
        drawn = PdfReader(io.BytesIO(part.drawing)).pages[0]
        content, form = drawn.get_contents(), DecodedStreamObject()
        assert content is not None
        form.set_data(content.get_data())
        form[name("Type")], form[name("Subtype")] = name("XObject"), name("Form")
        form[name("BBox")] = drawn.mediabox
        resources = drawn["/Resources"].get_object()
        assert isinstance(resources, DictionaryObject)
        form[name("Resources")] = resources.clone(self.writer)
        return self.writer._add_object(form.flate_encode())

    def content(self, parts: Sequence[Part]) -> DecodedStreamObject:
        """What a page draws: each part in its place, marked with its number on the page."""
        lines = []
        for place, part in enumerate(parts):
            height = float(PdfReader(io.BytesIO(part.drawing)).pages[0].mediabox.height)
            bottom = self.size[1] - part.top - height * part.scale
            lines += [
                f"/{part.tag} <</MCID {place}>> BDC q",
                f"{part.scale:.5f} 0 0 {part.scale:.5f} {part.left:.2f} {bottom:.2f} cm",
                f"/Part{place} Do Q EMC",
            ]
        stream = DecodedStreamObject()
        stream.set_data("\n".join(lines).encode())
        return stream

    def element(self, tag: str, parent: IndirectObject, **attributes: object) -> IndirectObject:
        return self.writer._add_object(
            dictionary(Type=name("StructElem"), S=name(tag), P=parent, **attributes)
        )

    def finish(self, language: str) -> None:
        """Write the tree of tags, and that there is one."""
        self.document.get_object()[name("K")] = self.sections  # type: ignore[index]
        numbers = ArrayObject()
        for page, elements in enumerate(self.by_page):
            numbers += [NumberObject(page), self.writer._add_object(elements)]
        tree = self.root.get_object()
        assert isinstance(tree, DictionaryObject)
        tree[name("K")] = self.document
        tree[name("ParentTree")] = self.writer._add_object(dictionary(Nums=numbers))
        tree[name("ParentTreeNextKey")] = NumberObject(len(self.by_page))
        catalog = self.writer.root_object
        catalog[name("StructTreeRoot")] = self.root
        catalog[name("MarkInfo")] = dictionary(Marked=BooleanObject(True))
        catalog[name("ViewerPreferences")] = dictionary(DisplayDocTitle=BooleanObject(True))
        catalog[name("Lang")] = TextStringObject(language)


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def dictionary(**entries: object) -> DictionaryObject:
    return DictionaryObject({name(key): value for key, value in entries.items()})
