"""Damaged returns: whatever is put where, there is an answer and every cell is accounted for."""

from __future__ import annotations

import random
from itertools import islice

import pytest

from dscp_data.intake.cells.workbook import Workbook
from tests.intake.books import check
from tests.intake.damaged_sheets import BOOKS, damaged
from tests.intake.fuzzing import mutations, try_one


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_return_ends_in_an_answer_and_loses_no_cell(seed: int) -> None:
    chance = random.Random(seed)
    book = chance.choice(BOOKS)
    sheets = tuple(damaged(sheet, chance) for sheet in book.sheets)
    checked = check(Workbook(sheets))
    assert checked.state in ("ok", "faults", "refused")
    assert all(found.message and found.fix for found in checked.faults)


def test_a_file_with_damaged_bytes_ends_in_an_answer_and_loses_no_cell() -> None:
    # As many as take a few seconds; `make fuzz` tries 2,000.
    ends = {try_one(mutation) for mutation in islice(mutations(seed=1), 40)}
    assert {"read", "damaged"} <= ends
