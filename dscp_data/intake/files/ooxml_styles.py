"""The styles of an .xlsx that change what is seen of a value: formats, fonts and colours."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from dscp_data.intake.files.cell_looks import UNSEEN, bears_on_figures, look_of
from dscp_data.intake.files.xml_stream import Attributes, local_name, parse

WHITE, BLACK = "ffffff", "000000"
NAMED_COLOURS = {
    ("theme", "0"): WHITE, ("theme", "1"): BLACK, ("indexed", "0"): BLACK, ("indexed", "1"): WHITE,
    ("indexed", "8"): BLACK, ("indexed", "9"): WHITE, ("indexed", "64"): BLACK,
    ("indexed", "65"): WHITE,
}  # fmt: skip
PAGE = WHITE
"""The colour behind a cell that is not filled."""


@dataclass
class Style:
    """What one style says: a look by its font, its colours, and a number format.

    A colour that is not said is "": the font's is then black, and nothing fills the cell.
    """

    look: str = ""
    colour: str = ""
    fill: str = ""
    code: str = ""

    @property
    def seen(self) -> str:
        """How characters in it look, where that bears on a figure."""
        unseen = (self.colour or BLACK) == (self.fill or PAGE)
        return self.look or (UNSEEN if unseen else "")


@dataclass
class Styles:
    """The styles of a workbook that change what is seen of a value.

    `formats` and `looks` are by a cell's ``s`` attribute; `conditional` is by the number of a style
    that a rule of a sheet puts on cells.
    """

    formats: dict[str, str] = field(default_factory=dict)
    looks: dict[str, str] = field(default_factory=dict)
    conditional: dict[int, Style] = field(default_factory=dict)


def read_styles(content: bytes) -> Styles:
    """The styles in the XML of a workbook's styles.

    Raises ValueError, KeyError or MalformedXml for what makes no sense.
    """
    return _StyleScan().run(content)


class _StyleScan:
    """One pass over the styles of a workbook."""

    def __init__(self) -> None:
        self.styles = Styles()
        self.codes: dict[int, str] = {}
        self.fonts: list[Style] = []
        self.fills: list[Style] = []
        self.rules: list[Style] = []
        self.inside: list[str] = []
        self.count = 0

    def run(self, content: bytes) -> Styles:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = lambda _: self.inside.pop()
        parse(parser, content)
        for number, style in enumerate(self.rules):
            if style.code or style.look or (style.colour and style.seen):
                self.styles.conditional[number] = style
        return self.styles

    def start(self, name: str, attributes: Attributes) -> None:
        name = local_name(name)
        inside = self.inside
        inside.append(name)
        if "dxfs" in inside:
            self.start_of_rule(name, attributes)
        elif name == "numFmt":
            self.codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif "fonts" in inside:
            start_in(self.fonts, "font", name, attributes)
        elif "fills" in inside:
            start_in(self.fills, "fill", name, attributes)
        elif name == "xf" and "cellXfs" in inside:
            self.start_style(attributes)

    def start_of_rule(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt" and self.rules:
            code = attributes.get("formatCode", "")
            self.rules[-1].code = code if bears_on_figures(code) else ""
        else:
            start_in(self.rules, "dxf", name, attributes)

    def start_style(self, attributes: Attributes) -> None:
        font = at(self.fonts, attributes.get("fontId", 0))
        fill = at(self.fills, attributes.get("fillId", 0))
        key = str(self.count)
        if seen := Style(font.look, font.colour, fill.fill).seen:
            self.styles.looks[key] = seen
        code = self.codes.get(int(attributes.get("numFmtId", 0)), "")
        if bears_on_figures(code):
            self.styles.formats[key] = code
        self.count += 1


def start_in(found: list[Style], kind: str, name: str, attributes: Attributes) -> None:
    """Take in an element of a list of fonts, of fills or of the styles of rules."""
    if name == kind:
        found.append(Style())
    elif not found:
        return
    elif look := look_of(name, attributes):
        found[-1].look = look
    elif name == "color":
        found[-1].colour = colour_of(attributes)
    # A cell's fill has its colour in front, and a rule's behind.
    elif name == ("bgColor" if kind == "dxf" else "fgColor"):
        found[-1].fill = colour_of(attributes)


def colour_of(attributes: Attributes) -> str:
    """A colour as the digits of its red, green and blue, or as the name that the file has for it;
    "" for the one that a program chooses."""
    if rgb := attributes.get("rgb"):
        return rgb[-6:].casefold()
    shade = attributes.get("tint", "0")
    for kind in ("theme", "indexed"):
        if (number := attributes.get(kind)) is not None:
            plain = NAMED_COLOURS.get((kind, number)) if float(shade) == 0 else None
            return plain or f"{kind} {number} {shade}"
    return ""


def at(found: list[Style], number: str | int) -> Style:
    """The style with a number; a plain one where there is none."""
    return found[int(number)] if 0 <= int(number) < len(found) else Style()
