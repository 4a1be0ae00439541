"""What a cell's look says that its value does not: "<5" shown over a 3, a digit raised or struck.

A number format may show words in a number's place; a run of characters may be raised (a footnote)
or struck out (an old figure), and a reader of values joins it to the number.
"""

import re
from xml.parsers import expat

from dscp_data.intake.cells.cell import Place
from dscp_data.intake.files.xml_stream import Attributes, local_name, parse

RAISED, STRUCK = "with raised or lowered characters", "with struck-out characters"
HIDDEN = "as nothing at all"
YEAR_ALONE, NO_YEAR = "as a year alone", "without its year"
_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)')
_WORDS = re.compile(r'"([^"]*)"|\\(.)')
_FILLER = re.compile(r"_.|\*.|\[[^\]]*\]")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]")
_DIGITS = re.compile(r"[0#?]|general", re.I)
_DATES = re.compile(r"[dmyhs]", re.I)
_SAYS_NOTHING = re.compile(r"[\s()\-–+,.:/]*")
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_MONEY = re.compile(r"\[\$([^\]\-]+)|([£$€])(?![^\[]*\])")
_OFF = ("0", "false", "off", "none")
_HOLDS = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b, "=": lambda a, b: a == b, "<>": lambda a, b: a != b,
}  # fmt: skip


def shown_instead(code: str, value: float) -> str:
    """What a number format shows of a number beside or instead of it; "" where it shows just it."""
    sections = [found[1] for found in _SECTION.finditer(code)][:4] or [code]
    section = _section_for(sections, value)
    words = "".join(quoted or escaped for quoted, escaped in _WORDS.findall(section))
    rest = _WORDS.sub("", _FILLER.sub("", section))
    if _DATES.search(rest.casefold().replace("general", "")):
        return _part_of_date(rest.casefold())
    if not rest.strip() and not words.strip():
        return HIDDEN if code.strip() and (";" in code) else ""
    if _SCALED.search(rest):
        return "in thousands"
    money = _MONEY.search(_WORDS.sub("", section))
    if money:
        return f"with “{money[1] or money[2]}”"
    if _SAYS_NOTHING.fullmatch(words) and (_DIGITS.search(rest) or not value):
        return ""
    return f"as “{words.strip()}”" if not _DIGITS.search(rest) else f"with “{words.strip()}”"


def _part_of_date(code: str) -> str:
    """What a format shows of a date, where that is its year alone or leaves its year out."""
    if "y" in code:
        return "" if re.search("[mdh]", code) else YEAR_ALONE
    return NO_YEAR if "m" in code and not re.search("[hs]", code) else ""


def _section_for(sections: list[str], value: float) -> str:
    """The part of a format that a number is shown by: the first whose condition holds, or the one
    for its sign."""
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _HOLDS[condition[1]](value, float(condition[2])):
                return section
        return sections[-1]
    sections = [s for s in sections if "@" not in s] or sections
    if value < 0 and len(sections) > 1:
        return sections[1]
    if value == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


class Styles:
    """The styles of an .xlsx that change what is seen, by a cell's ``s`` attribute."""

    def __init__(self, styles: bytes) -> None:
        self.formats: dict[str, str] = {}
        self.looks: dict[str, str] = {}
        codes: dict[int, str] = {}
        fonts: list[str] = []
        inside: list[str] = []
        count = 0

        def start(name: str, attributes: Attributes) -> None:
            nonlocal count
            name = local_name(name)
            inside.append(name)
            if name == "numFmt":
                codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            elif name == "font" and "fonts" in inside:
                fonts.append("")
            elif fonts and "fonts" in inside and (look := look_of(name, attributes)):
                fonts[-1] = look
            elif name == "xf" and "cellXfs" in inside:
                font = int(attributes.get("fontId", 0))
                if font < len(fonts) and fonts[font]:
                    self.looks[str(count)] = fonts[font]
                code = codes.get(int(attributes.get("numFmtId", 0)), "")
                if bears_on_figures(code):
                    self.formats[str(count)] = code
                count += 1

        def end(_: str) -> None:
            inside.pop()

        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parse(parser, styles)


def bears_on_figures(code: str) -> bool:
    """Whether a number format can show something else than a number or a whole date."""
    plain = _WORDS.sub("", _FILLER.sub("", code)).casefold()
    return (
        any(mark in code for mark in '"\\;')
        or bool(_MONEY.search(code) or _SCALED.search(plain))
        or bool(_DATES.search(plain.replace("general", "")) and _part_of_date(plain))
    )


def look_of(name: str, attributes: Attributes) -> str:
    """How an element of a font says that its characters look, where that bears on a figure."""
    value = attributes.get("val", "").casefold()
    if name == "vertAlign" and value in ("superscript", "subscript"):
        return RAISED
    return STRUCK if name == "strike" and value not in _OFF else ""


def odd_strings(shared: bytes) -> dict[int, str]:
    """The shared texts of which a run is raised or struck out, by their number."""
    if b"vertAlign" not in shared and b"strike" not in shared:
        return {}
    found: dict[int, str] = {}
    number = -1

    def start(name: str, attributes: Attributes) -> None:
        nonlocal number
        name = local_name(name)
        if name == "si":
            number += 1
        elif look := look_of(name, attributes):
            found[number] = look

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parse(parser, shared)
    return found


def looks_in_sheet(content: bytes, styles: Styles, strings: dict[int, str]) -> dict[Place, str]:
    """How cells of a worksheet of an .xlsx look, where that says more than their values."""
    used = any(f' s="{style}"'.encode() in content for style in (*styles.formats, *styles.looks))
    if not (used or strings or b"vertAlign" in content or b"strike" in content):
        return {}
    return _LookScan(styles, strings).run(content)


class _LookScan:
    """One pass over a worksheet for the looks of its cells."""

    def __init__(self, styles: Styles, strings: dict[int, str]) -> None:
        self.styles, self.strings = styles, strings
        self.found: dict[Place, str] = {}
        self.row = self.column = 0
        self.style = self.kind = self.look = ""
        self.text: list[str] = []

    def run(self, content: bytes) -> dict[Place, str]:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.text.append
        parse(parser, content)
        return self.found

    def start(self, name: str, attributes: Attributes) -> None:
        name = local_name(name)
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif name == "c":
            self.column = column_in(attributes.get("r", "")) or self.column + 1
            self.style, self.kind = attributes.get("s", "0"), attributes.get("t", "n")
            self.look = ""
        elif look := look_of(name, attributes):
            self.look = look
        self.text.clear()

    def end(self, name: str) -> None:
        name = local_name(name)
        if name == "v":
            self.value("".join(self.text))
        elif name == "c":
            look = self.look or self.styles.looks.get(self.style, "")
            if look:
                self.found[self.row, self.column] = look
        self.text.clear()

    def value(self, text: str) -> None:
        if self.kind == "s":
            self.look = self.strings.get(int(text), self.look)
        elif self.kind == "n" and self.style in self.styles.formats and text.strip():
            self.look = shown_instead(self.styles.formats[self.style], float(text)) or self.look


def column_in(reference: str) -> int:
    """The column of an address like ``AB12``; 0 where there is none."""
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number
