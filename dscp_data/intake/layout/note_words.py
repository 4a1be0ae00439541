"""The notes (comments) on cells that say of a figure that it is another one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from dscp_data.intake import rules
from dscp_data.intake.cells.workbook import Workbook
from dscp_data.intake.layout.comment_words import changes_the_figure, is_of_another_period
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.qualifiers import PEOPLE, Qualifiers
from dscp_data.model.faults import Fault, fault
from dscp_data.model.periods import Period
from dscp_data.model.text import join_list

LONGEST_NOTE = 12
"""Words of a note that says what a figure is; longer ones explain an indicator, or a fault."""
MOST_NOTES = 500
"""A file with more has them written by a program, and its first ones say what they say."""


def note_faults(
    workbook: Workbook, periods: Collection[Period], qualifiers: Qualifiers
) -> Iterator[Fault]:
    """Ask about each different note that says what the figure it is on counts, or that it is for a
    period. `periods` are those of the file's figures: where all are for one, a note may name it."""
    if not periods:
        return
    for text in sorted(set(notes_in(workbook)))[:MOST_NOTES]:
        if len(text.split()) > LONGEST_NOTE:
            continue
        changes = changes_the_figure(text, qualifiers)
        if changes or is_of_another_period(text, periods if len(set(periods)) == 1 else ()):
            other = {text[:40]: PEOPLE if changes else "another period"}
            found = qualifiers.found_in(fold(text)) or other
            kind = join_list(sorted(set(found.values())))
            words = {"text": text[:80], "words": "”, “".join(found), "kind": kind}
            yield fault(rules.QUALIFIED_NOTE, "", "", **words)


def notes_in(workbook: Workbook) -> Iterator[str]:
    """The texts of the notes of a file, each in one line."""
    for part in workbook.texts:
        name = part.name.casefold()
        if "comment" in name and "drawing" not in name:
            for text in part.texts:
                yield " ".join(text.split())
