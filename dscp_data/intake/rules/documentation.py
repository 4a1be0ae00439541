"""The page of rules in the documentation, written from the rules themselves."""

from __future__ import annotations

from itertools import groupby

from dscp_data.intake import rules
from dscp_data.intake.rules import against_history as history
from dscp_data.intake.rules import county_or_districts, dropped_concerns
from dscp_data.intake.rules.rule import Rule

SEVERITIES = {
    "error": "Errors block a return until they are corrected.",
    "query": "Queries need a reason before a return is accepted.",
    "warning": "Warnings inform.",
}


def all_rules() -> list[Rule]:
    """The rules of intake in the order in which they are declared."""
    return [
        found
        for module in (rules, history, county_or_districts, dropped_concerns)
        for found in vars(module).values()
        if isinstance(found, Rule)
    ]


def rules_page() -> str:
    """The rules as a page of Markdown, by severity."""
    lines = [
        "# The rules that a return is checked by",
        "",
        "Written by `python -m dscp_data.intake.rules.documentation > docs/rules.md`;"
        " a test compares them.",
    ]
    order = list(SEVERITIES)
    found = sorted(all_rules(), key=lambda rule: order.index(rule.severity))
    for severity, group in groupby(found, key=lambda rule: rule.severity):
        lines += ["", f"## {severity.capitalize()}: {SEVERITIES[severity]}", ""]
        lines += ["| code | what it says | what to do | example |", "|---|---|---|---|"]
        lines += [f"| `{r.code}` | {r.says} | {r.fix} | {r.example} |" for r in group]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(rules_page(), end="")
