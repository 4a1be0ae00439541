"""A rule, with its code, severity, message and example, and the faults it makes."""

from __future__ import annotations

from dataclasses import dataclass

from dscp_data.model.returns import Fault, Severity


@dataclass(frozen=True)
class Rule:
    """What a fault of this code says and what to do; braces are filled in for each fault."""

    code: str
    severity: Severity
    says: str
    fix: str
    example: str


RULES: dict[str, Rule] = {}


def rule(code: str, severity: Severity, says: str, fix: str, example: str) -> Rule:
    """Declare a rule. Each code is declared once."""
    if code in RULES:
        raise ValueError(f"rule {code!r} is declared twice")
    RULES[code] = Rule(code, severity, says, fix, example)
    return RULES[code]


def fault(rule: Rule, sheet: str, cell: str, column: str = "", **words: object) -> Fault:
    """A record of `rule` broken at a cell. Raises KeyError where a word of the rule is missing."""
    return Fault(
        sheet,
        cell,
        column,
        rule.code,
        rule.severity,
        rule.says.format(**words),
        rule.fix.format(**words),
    )
