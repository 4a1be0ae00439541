"""Makes the faults of a file few: alike ones are asked once, and their number is bounded."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dscp_data.intake import rules
from dscp_data.model.faults import Fault, Severity, fault

PLACES_LISTED = 12
FAULTS_SHOWN = 200
FEWEST_MERGED = 5
"""So many cells with the same text are one question; fewer are listed each by itself."""
SEVEREST: tuple[Severity, ...] = ("error", "query", "warning")
TOO_MANY = {
    "error": rules.MORE_ERRORS, "query": rules.MORE_QUERIES, "warning": rules.MORE_WARNINGS,
}  # fmt: skip
ONE_ANSWER = frozenset(
    one.code
    for one in (
        rules.UNKNOWN_INDICATOR, rules.UNKNOWN_AGENCY, rules.UNKNOWN_LOCALITY,
        rules.UNKNOWN_PERIOD, rules.AMBIGUOUS_INDICATOR, rules.AMBIGUOUS_AGENCY,
        rules.AMBIGUOUS_LOCALITY, rules.AMBIGUOUS_PERIOD, rules.INDICATORS_DISAGREE,
        rules.UNKNOWN_MEASURE, rules.QUALIFIED, rules.QUALIFIED_LABEL, rules.QUALIFIED_HEADING,
        rules.UNKNOWN_WORDS, rules.UNKNOWN_TITLE, rules.UNKNOWN_COLUMN, rules.UNKNOWN_LABELS,
        rules.IGNORED_COLUMN, rules.QUALIFIED_LINE, rules.FUTURE_PERIOD,
    )
)  # fmt: skip
"""The rules about a text: the same text means the same anywhere on a sheet."""
ALSO = " It also stands in "
ALIKE = " The same question stands in "
OF_OTHER_TEXTS = frozenset((rules.QUALIFIED_LABEL.code, rules.QUALIFIED_HEADING.code))
"""The rules that ask one thing of many texts: what "target" means behind each of some names."""
QUOTED = re.compile(r"^“[^”]*”")
DATED = re.compile(rf"\b(?:{'|'.join(month_name[1:])})\b|\d+")
SAME_EACH_TIME = ONE_ANSWER | {rules.DASH.code, rules.FILLED_DOWN.code}
"""The rules whose questions a template raises again each time, whatever its figures are."""
OF_SHEETS = frozenset((rules.NO_TABLE.code, rules.HIDDEN_SHEET.code))


def listed_places(places: Iterable[str]) -> str:
    """Addresses as a sentence lists them: "B2, B3 and 40 more"."""
    found = list(places)
    if len(found) > PLACES_LISTED:
        return f"{', '.join(found[:PLACES_LISTED])} and {len(found) - PLACES_LISTED} more"
    return ", ".join(found)


def condense(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults of a file with alike ones as one, and no more of them than a person reads."""
    return bounded(merge_alike(faults))


def merge_alike(faults: Iterable[Fault]) -> list[Fault]:
    """Faults about the same text in many cells, or about many sheets without a table, as one: it
    stands at the first and names the others."""
    alike: dict[object, list[Fault]] = {}
    for number, one in enumerate(faults):
        merges = one.code in OF_SHEETS or (one.code in ONE_ANSWER and one.cell)
        alike.setdefault((one.code, what_it_asks(one)) if merges else number, []).append(one)
    return [
        one
        for same in alike.values()
        for one in ([with_others(*same)] if len(same) >= FEWEST_MERGED else same)
    ]


def what_it_asks(one: Fault) -> str:
    """The question of a fault, without what its texts differ in: the months and years they name."""
    if one.code in OF_SHEETS:
        return one.message.replace(f"“{one.sheet}”", "")
    if one.code == rules.AMBIGUOUS_PERIOD.code:
        return DATED.sub("…", QUOTED.sub("", one.message))
    if one.code in OF_OTHER_TEXTS:
        return QUOTED.sub("", one.message)
    return one.message


def with_others(first: Fault, *others: Fault) -> Fault:
    """The first of some faults about one text, with the cells of the others."""
    places = tuple(dict.fromkeys(place_beside(first, other) for other in others))
    if first.code in OF_SHEETS:
        sheets = listed_places(f"“{place}”" for place in places)
        message = f"{first.message} The same goes for {sheets}."
    else:
        same_text = all(other.message == first.message for other in others)
        message = f"{first.message}{ALSO if same_text else ALIKE}{listed_places(places)}."
    return replace(first, message=message, also_at=places)


def lasting_question(code: str, message: str) -> str:
    """The words of a question that a template raises each time, without where it stands; "" of a
    question about figures, which the next return does not answer again."""
    return message.partition(ALSO)[0].partition(ALIKE)[0] if code in SAME_EACH_TIME else ""


def place_beside(first: Fault, other: Fault) -> str:
    """Where another fault is, as read beside the first: its cell, led by another sheet's name."""
    if other.sheet == first.sheet or not other.cell:
        return other.cell or other.sheet
    return f"{other.sheet}!{other.cell}"


def bounded(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """The severest faults where there are too many, and a sentence with how many are left out."""
    if len(faults) <= FAULTS_SHOWN:
        return tuple(faults)
    ranked = sorted(range(len(faults)), key=lambda at: (SEVEREST.index(faults[at].severity), at))
    shown = {*ranked[:FAULTS_SHOWN]}
    severest = faults[ranked[FAULTS_SHOWN]].severity
    words = {"shown": f"{FAULTS_SHOWN:,}", "count": f"{len(faults):,}"}
    return (
        fault(TOO_MANY[severest], "", "", **words),
        *(one for at, one in enumerate(faults) if at in shown),
    )
