"""How the template writes an observation: symbols in the cell, comments beside the row.

A row of the template holds many periods and one comment, so a comment of one period begins with
its heading ("Apr 2026: new form"). `comments_by_heading` reads what `row_comment` writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dscp_data.model.periods import Period, council_quarter, council_year, format_council_year
from dscp_data.model.returns import Observation, Status

SHORTHAND: dict[Status, str] = {
    "nil": "nil",
    "suppressed": "c",
    "not applicable": "n/a",
    "cannot report": "cannot report",
}
PROVISIONAL = "(p)"
SHORTHAND_HELP: tuple[tuple[str, str], ...] = (
    ("0", "you checked, and there was nothing to count"),
    (SHORTHAND["nil"], "nothing to return for this period"),
    (SHORTHAND["suppressed"], "you have the figure but cannot share it, because it is small"),
    (SHORTHAND["not applicable"], "this measure does not apply to you"),
    (
        SHORTHAND["cannot report"],
        "it applies but you have no figure (say why in the comment)",
    ),
    (f"12 {PROVISIONAL}", "a provisional figure that may still change"),
    ("an empty cell", "not filled in yet"),
)


def period_heading(period: Period) -> str:
    """The heading of a period's column: "Apr 2026", "Q1 2026-27" or "2026-27"."""
    if period.type == "month":
        return f"{period.start:%b %Y}"
    if period.type == "year":
        return format_council_year(council_year(period.start), "-")
    return (
        f"Q{council_quarter(period.start)} {format_council_year(council_year(period.start), '-')}"
    )


def written_number(observation: Observation) -> float | str | None:
    """What the "Number" cell of an observation holds."""
    mark = SHORTHAND.get(observation.status)
    value = without_decimal_point(observation.numerator) if mark is None else mark
    if observation.provisional and value is not None:
        return f"{value} {PROVISIONAL}"
    return value


def without_decimal_point(number: float | None) -> float | None:
    """A whole number as a whole number: 12.0 would be written "12.0 (p)"."""
    return int(number) if number is not None and number == int(number) else number


def row_comment(observations: Iterable[Observation], period_count: int) -> str:
    """The one comment of a row: plain where all its periods share it, else a line a period.

    A plain comment would also be that of the periods filled in later.
    """
    ordered = sorted(observations, key=lambda o: o.period.start)
    comments = {single_line(o.comment) for o in ordered}
    if len(comments) == 1 and len(ordered) == period_count:
        return comments.pop()
    return "\n".join(
        f"{period_heading(o.period)}: {single_line(o.comment)}"
        for o in ordered
        if single_line(o.comment)
    )


def comments_by_heading(text: str, headings: Iterable[str]) -> Mapping[str, str]:
    """The comment of each heading of a row. A line that names no period is for the whole row."""
    known = list(headings)
    everywhere: list[str] = []
    own: dict[str, list[str]] = {heading: [] for heading in known}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        named = next((heading for heading in known if line.startswith(f"{heading}:")), None)
        if named is None:
            everywhere.append(line)
        else:
            own[named].append(line.removeprefix(f"{named}:").strip())
    return {heading: " ".join([*everywhere, *lines]) for heading, lines in own.items()}


def single_line(text: str) -> str:
    return " ".join(text.split())
