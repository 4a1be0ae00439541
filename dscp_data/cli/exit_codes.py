"""Exit codes, and the usage error."""

from __future__ import annotations

from collections.abc import Iterable

from dscp_data.model.returns import CheckedReturn

OK, FAULTS, REFUSED, WRONG_USE = 0, 1, 2, 3


class WrongUse(Exception):
    """The command cannot do what was asked; the message says what to ask instead."""


def exit_of(checked: Iterable[CheckedReturn]) -> int:
    """The worst that was found in some files: refused, then faults that block, then nothing."""
    codes = {"ok": OK, "faults": FAULTS, "refused": REFUSED}
    return max((codes[one.state] for one in checked), default=OK)
