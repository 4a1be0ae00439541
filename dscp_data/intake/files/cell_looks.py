"""What a cell's look says that its value does not: "<5" shown over a 3, a digit raised or struck.

A number format may show words in a number's place; a run of characters may be raised (a footnote)
or struck out (an old figure), and a reader of values joins it to the number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dscp_data.intake.files.xml_stream import Attributes

RAISED, STRUCK = "with raised or lowered characters", "with struck-out characters"
HIDDEN, UNSEEN = "as nothing at all", "in the colour of its background"
YEAR_ALONE, NO_YEAR = "as a year alone", "without its year"
_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)')
_WORDS = re.compile(r'"([^"]*)"|\\(.)')
_FILLER = re.compile(r"_.|\*.|\[[^\]]*\]")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[\d.]+)\]")
_DIGITS = re.compile(r"[0#?]|general", re.I)
_DATES = re.compile(r"[dmyhs]", re.I)
_SAYS_NOTHING = re.compile(r"[\s()\-–,.:/]*")
_PLUS = re.compile(r"(?<![eE])\+")
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_MONEY = re.compile(r"\[\$([^\]\-]+)|([£$€])(?![^\[]*\])")
_OFF = ("0", "false", "off", "none")
_HOLDS = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b, "=": lambda a, b: a == b, "<>": lambda a, b: a != b,
}  # fmt: skip


@dataclass(frozen=True)
class Section:
    """A part of a number format: the comparison that says for which numbers it is, if it has one,
    and what it shows beside or instead of a number, of one that is 0 and of any other."""

    condition: tuple[str, float] | None
    is_text: bool
    of_zero: str
    of_others: str


def shown_instead(code: str, value: float) -> str:
    """What a number format shows of a number beside or instead of it; "" where it shows just it."""
    section = _section_for(sections_of(code), value)
    return section.of_others if value else section.of_zero


@lru_cache(maxsize=1_000)
def sections_of(code: str) -> tuple[Section, ...]:
    """The parts of a number format: read once, however many cells have it."""
    sections = [found[1] for found in _SECTION.finditer(code)][:4] or [code]
    return tuple(read_section(section, code) for section in sections)


def read_section(section: str, code: str) -> Section:
    found = _CONDITION.search(section)
    condition = (found[1], float(found[2])) if found else None
    words = "".join(quoted or escaped for quoted, escaped in _WORDS.findall(section)).strip()
    rest = _WORDS.sub("", _FILLER.sub("", section))
    has_digits, says_nothing = bool(_DIGITS.search(rest)), bool(_SAYS_NOTHING.fullmatch(words))
    if _DATES.search(rest.casefold().replace("general", "")):
        says = _part_of_date(rest.casefold())
        return Section(condition, "@" in section, says, says)
    if not rest.strip() and not words:
        says = HIDDEN if ";" in code else ""
        return Section(condition, "@" in section, says, says)
    if _PLUS.search(rest):
        return Section(condition, "@" in section, "with “+”", "with “+”")
    if says := scaled_or_money(section, rest):
        return Section(condition, "@" in section, says, says)
    says = f"with “{words}”" if has_digits else f"as “{words}”"
    of_zero = "" if says_nothing else says
    of_others = "" if says_nothing and has_digits else says
    return Section(condition, "@" in section, of_zero, of_others)


def scaled_or_money(section: str, rest: str) -> str:
    """What a part of a format says of thousands left out, or of a currency."""
    if _SCALED.search(rest):
        return "in thousands"
    money = _MONEY.search(_WORDS.sub("", section))
    return f"with “{money[1] or money[2]}”" if money else ""


def _part_of_date(code: str) -> str:
    """What a format shows of a date, where that is its year alone or leaves its year out."""
    if "y" in code:
        return "" if re.search("[mdh]", code) else YEAR_ALONE
    return NO_YEAR if "m" in code and not re.search("[hs]", code) else ""


def _section_for(sections: Sequence[Section], value: float) -> Section:
    """The part of a format that a number is shown by: the first whose condition holds, or the one
    for its sign."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _HOLDS[section.condition[0]](
                value, section.condition[1]
            ):
                return section
        return sections[-1]
    sections = [one for one in sections if not one.is_text] or sections
    if value < 0 and len(sections) > 1:
        return sections[1]
    if value == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


def bears_on_figures(code: str) -> bool:
    """Whether a number format can show something else than a number or a whole date."""
    plain = _WORDS.sub("", _FILLER.sub("", code)).casefold()
    return (
        any(mark in code for mark in '"\\;')
        or bool(_MONEY.search(code) or _SCALED.search(plain) or _PLUS.search(plain))
        or bool(_DATES.search(plain.replace("general", "")) and _part_of_date(plain))
    )


def look_of(name: str, attributes: Attributes) -> str:
    """How an element of a font says that its characters look, where that bears on a figure."""
    value = attributes.get("val", "").casefold()
    if name == "vertAlign" and value in ("superscript", "subscript"):
        return RAISED
    return STRUCK if name == "strike" and value not in _OFF else ""
