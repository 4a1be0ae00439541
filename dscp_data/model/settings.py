"""What the partnership sets: a target, a new baseline, a note on a chart, a meeting.

A setting without an indicator, agency or locality (None) is set for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Kind = Literal["target", "baseline", "note", "meeting"]
NoteKind = Literal["policy", "form", "definition", "event"]
NOTE_KINDS: tuple[NoteKind, ...] = get_args(NoteKind)


@dataclass(frozen=True)
class NewSetting:
    """`day`: from when a target or a baseline applies; of a note or a meeting, its day.

    `value` is the target, in the indicator's unit, or of a baseline how many months from its day
    its limits rest on (None: all, also those to come). `text` is the note, or says what a meeting
    was. `note_kind` is what a note is about, None where nobody said.
    """

    kind: Kind
    day: date
    indicator: str | None = None
    agency: str | None = None
    locality: str | None = None
    value: float | None = None
    text: str = ""
    note_kind: NoteKind | None = None


@dataclass(frozen=True)
class Setting(NewSetting):
    """A stored setting. `last_day` is the last day a target applies, None while it does."""

    id: int = 0
    last_day: date | None = None
