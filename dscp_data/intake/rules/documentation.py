"""Writes docs/rules.md from the rules themselves."""

from __future__ import annotations

from itertools import groupby

from dscp_data.intake import rules
from dscp_data.intake.rules import against_history as history
from dscp_data.intake.rules import (
    copied_figures,
    county_or_districts,
    dropped_concerns,
)
from dscp_data.model.faults import Rule

SEVERITIES = {
    "error": "Errors block a return until they are corrected.",
    "query": "Queries need a reason before a return is accepted.",
    "warning": "Warnings inform.",
}


READ = """\
- one figure on each line, with columns in any order and spelling; months, quarters or years across;
  numbers and denominators on separate lines or in pairs of columns; places or indicators across;
- several tables one under another, with or without blank rows, notes, sources or totals between;
- totals, subtotals, yearly and grand totals, which are checked against their parts and not stored;
- “Quarter ending 30/06/2025” as April to June; “From” and “To” of a whole period;
- months with the newest first; a time just before midnight as the next day; a program’s “Sum of”;
- a column “No” that counts the lines, which is left out."""
ASKED = """\
- words beside a name, a month or a place, in a title, a sheet’s name or a column “Type”, that are
  not the name’s own: “target”, “year to date”, “Darlington only”, “girls”, “rate”, “example”;
- a comment or note that says that a figure is something else or of another period: “this is a
  target”, “the May figure”; a comment that says there is no figure, beside a number;
- dates under a heading such as “Snapshot date”; the first of a month under “Month ending”;
  dates shown as a year alone, or without a year that is not the one above them;
- year-to-date and rolling figures without all of their months; weeks; days as headings;
- months whose years are out of order, and a calendar year written once above April to March;
- “Apr-25” that Excel made 25 April; “2025/6”; “Q1 2025”;
- superscript or struck-out characters, a number whose format (conditional formats too) shows
  words, an amount of money, thousands or nothing at all, one in the colour of its background, and
  a figure merged across several cells;
- a quarter or year that does not match its months, anywhere in the file or accepted before;
- a quarter or month copied from the one before, and figures that repeat another agency’s."""
LAYOUTS = f"""
## What we read, and what we ask about

Read without a question:

{READ}

Asked about, at the cell concerned:

{ASKED}

A fault is shown at the cell to correct: a heading, label or title if that is the cause. The same
text in five cells or more is one question. Of more than 200 faults we show the 200 most serious,
and stop reading a sheet that has more than 5,000; both are said.

Not detected: the colour of a cell, conditional formats in .xls and .ods, and words that are part of
a known name but mean something else there. Warnings only: a title or a sheet’s name that we do
not know, and a file called “targets”.
"""


def all_rules() -> list[Rule]:
    """The rules of intake in the order in which they are declared."""
    modules = (
        rules, history, county_or_districts, copied_figures, dropped_concerns,
    )  # fmt: skip
    found = [rule for module in modules for rule in vars(module).values() if isinstance(rule, Rule)]
    return list(dict.fromkeys(found))


def rules_page() -> str:
    """The rules as a page of Markdown, by severity."""
    lines = [
        "# The rules that a return is checked by",
        "",
        "Written by `python -m dscp_data.intake.rules.documentation > docs/rules.md`;"
        " a test compares them.",
    ]
    lines += ["", *LAYOUTS.strip().splitlines()]
    order = list(SEVERITIES)
    found = sorted(all_rules(), key=lambda rule: order.index(rule.severity))
    for severity, group in groupby(found, key=lambda rule: rule.severity):
        lines += ["", f"## {severity.capitalize()}: {SEVERITIES[severity]}", ""]
        lines += ["| code | what it says | what to do | example |", "|---|---|---|---|"]
        lines += [f"| `{r.code}` | {r.message} | {r.fix} | {r.example} |" for r in group]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(rules_page(), end="")
