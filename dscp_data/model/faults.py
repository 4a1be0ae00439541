"""A rule that files are checked by, and the fault where a file breaks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "query", "warning", "note"]


@dataclass(frozen=True)
class Fault:
    """Something in a file that needs a person.

    An error blocks, a query needs a reason, a warning informs, and a note (of published files)
    only reports. `sheet` is the file's name where its format has no sheets; `column` is the heading
    or the column letter; `cell` is "" where the fault belongs to the sheet or the file. `also_at`
    are the other cells that it is about in the same words, "B7" or "Sheet2!B7".
    """

    sheet: str
    cell: str
    column: str
    code: str
    severity: Severity
    message: str
    fix: str
    also_at: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """What is wrong and what to do, filled in for each fault. `example` breaks the rule."""

    code: str
    severity: Severity
    message: str
    fix: str
    example: str


class Rules(dict[str, Rule]):
    """Rules by their code."""

    def declare(self, code: str, severity: Severity, message: str, fix: str, example: str) -> Rule:
        """Add a rule. Raises ValueError where its code is declared already."""
        if code in self:
            raise ValueError(f"rule {code!r} is declared twice")
        self[code] = Rule(code, severity, message, fix, example)
        return self[code]


def fault(rule: Rule, sheet: str, cell: str, column: str = "", **words: object) -> Fault:
    """The fault where `rule` is broken at a cell. KeyError where a word of the rule is missing."""
    return Fault(
        sheet,
        cell,
        column,
        rule.code,
        rule.severity,
        rule.message.format(column=column, **words),
        rule.fix.format(column=column, **words),
    )
