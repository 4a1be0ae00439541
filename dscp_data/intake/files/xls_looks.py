"""What cells of an Excel 97-2003 workbook look like where their value does not say it.

Fonts, number formats and runs of characters that are raised or struck out. Layout: [MS-XLS].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dscp_data.intake.files.cell_looks import (
    RAISED,
    STRUCK,
    UNSEEN,
    bears_on_figures,
    shown_instead,
)

_STRIKEOUT = 0x0008
_WHITE, _PAGE = (1, 9), 65
"""Numbers of white among a workbook's colours, and of the colour behind a cell without a fill."""
_RICH, _EXTENDED, _WIDE = 8, 4, 1


def look_of_font(body: bytes) -> str:
    """How the characters of a FONT record look, where that bears on a figure."""
    options, script = struct.unpack_from("<2xH4xH", body)
    if script in (1, 2):
        return RAISED
    return STRUCK if options & _STRIKEOUT else ""


def colour_of_font(body: bytes) -> int:
    """The number of the colour of a FONT record."""
    colour: int = struct.unpack_from("<4xH", body)[0]
    return colour


@dataclass(frozen=True)
class XlsStyle:
    """One style of cells: the number of its font and of its format, and whether its characters have
    the colour that is behind them."""

    font: int
    format: int
    unseen: bool = False


def style_of(body: bytes, colours: Sequence[int]) -> XlsStyle:
    """The style in an XF record. `colours` are those of the fonts, by their place."""
    font, format = struct.unpack_from("<HH", body)
    place = font - (font > 4)
    if len(body) < 20 or place >= len(colours):
        return XlsStyle(font, format)
    pattern = struct.unpack_from("<I", body, 14)[0] >> 26
    behind = struct.unpack_from("<H", body, 18)[0] & 0x7F if pattern == 1 else _PAGE
    colour = colours[place]
    both_white = colour in _WHITE and behind in (*_WHITE, _PAGE)
    return XlsStyle(font, format, unseen=both_white or colour == behind)


def font_at(fonts: Sequence[str], number: int) -> str:
    """The look of a font by the number that records give it: no font has the number 4."""
    place = number - (number > 4)
    return fonts[place] if place < len(fonts) else ""


@dataclass(frozen=True)
class XlsLooks:
    """The styles and the shared texts of a workbook that show something else than a value.

    `fonts` and `formats` are by the number of a style, `texts` by the number of a shared text.
    """

    fonts: Mapping[int, str] = field(default_factory=dict)
    formats: Mapping[int, str] = field(default_factory=dict)
    texts: Mapping[int, str] = field(default_factory=dict)
    own_fonts: Sequence[str] = ()

    def of_number(self, style: int, value: float) -> str:
        """How a number in this style is seen."""
        code = self.formats.get(style)
        return (shown_instead(code, value) if code else "") or self.fonts.get(style, "")

    def of_text(self, style: int, number: int) -> str:
        """How the shared text with this number is seen."""
        return self.texts.get(number, "") or self.fonts.get(style, "")

    def of_rich_text(self, style: int, body: bytes) -> str:
        """How the text of an RSTRING record is seen, which holds its own runs of characters."""
        length, wide = struct.unpack_from("<6xHB", body)
        start = 9 + length * (2 if wide & _WIDE else 1)
        count = struct.unpack_from("<H", body, start)[0] if len(body) > start + 1 else 0
        runs = struct.iter_unpack("<HH", body[start + 2 : start + 2 + 4 * count])
        return look_of_runs(runs, length, self.own_fonts) or self.fonts.get(style, "")


def looks_of_styles(
    fonts: Sequence[str],
    styles: Sequence[XlsStyle],
    formats: Mapping[int, str],
    shared: Sequence[bytes],
) -> XlsLooks:
    """The looks of a workbook; `shared` is the table of texts as the bodies of its records."""
    by_font = {
        number: look
        for number, style in enumerate(styles)
        if (look := font_at(fonts, style.font) or (UNSEEN if style.unseen else ""))
    }
    by_format = {
        number: formats[style.format]
        for number, style in enumerate(styles)
        if style.format in formats and bears_on_figures(formats[style.format])
    }
    texts = odd_texts(shared, fonts) if any(fonts) and shared else {}
    return XlsLooks(by_font, by_format, texts, tuple(fonts))


def look_of_runs(runs: Iterator[tuple[int, ...]], length: int, fonts: Sequence[str]) -> str:
    """The look of the first run of characters, as pairs of its start and its font, that has one."""
    looks = (font_at(fonts, font) for start, font in runs if start < length)
    return next((look for look in looks if look), "")


def odd_texts(shared: Sequence[bytes], fonts: Sequence[str]) -> dict[int, str]:
    """The shared texts of which a run is raised or struck out, by their number."""
    reader = _Records(shared)
    (count,) = struct.unpack("<4xI", reader.take(8))
    found = {}
    for number in range(count):
        if reader.at_end:
            break
        length, flags = struct.unpack("<HB", reader.take(3))
        runs = struct.unpack("<H", reader.take(2))[0] if flags & _RICH else 0
        extended = struct.unpack("<I", reader.take(4))[0] if flags & _EXTENDED else 0
        reader.skip_characters(length, wide=bool(flags & _WIDE))
        pairs = struct.iter_unpack("<HH", reader.take(4 * runs))
        if look := look_of_runs(pairs, length, fonts):
            found[number] = look
        reader.take(extended)
    return found


class _Records:
    """Bytes that go on over several records. Raises struct.error, from unpacking what is short."""

    def __init__(self, bodies: Sequence[bytes]) -> None:
        self._bodies, self._at, self._place = bodies, 0, 0

    @property
    def at_end(self) -> bool:
        last = self._at >= len(self._bodies) - 1
        return last and self._place >= len(self._bodies[-1])

    def take(self, count: int) -> bytes:
        taken = b""
        while True:
            body = self._bodies[self._at]
            part = body[self._place : self._place + count - len(taken)]
            taken, self._place = taken + part, self._place + len(part)
            if len(taken) == count or self._at >= len(self._bodies) - 1:
                return taken
            self._at, self._place = self._at + 1, 0

    def skip_characters(self, count: int, *, wide: bool) -> None:
        """Pass over characters; those that go on in the next record say their width anew."""
        while True:
            size = 2 if wide else 1
            here = min(count, (len(self._bodies[self._at]) - self._place) // size)
            self._place, count = self._place + here * size, count - here
            if not count or self._at >= len(self._bodies) - 1:
                return
            self._at, self._place = self._at + 1, 1
            wide = bool(self._bodies[self._at][:1] == b"\x01")
