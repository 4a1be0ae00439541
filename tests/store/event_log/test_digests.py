"""Digests tell what is the same: of a return for good, of a table within one process."""

import hashlib
import json

import pytest

from dscp_data.store.event_log.digests import return_digest, rows_digest, table_digests
from tests.making import observation

LINES = (
    observation(cell="B2", comment="Café, “late”"),
    observation(locality="teesdale", numerator=None, status="suppressed", cell="B3"),
)


def summed(texts):
    """Both halves of the MD5 of each text, the second first, as numbers that begin with their
    lowest byte, added up."""
    found = [hashlib.md5(text.encode()).digest() for text in texts]
    halves = (sum(int.from_bytes(one[part], "little") for one in found)
              for part in (slice(8, 16), slice(8)))  # fmt: skip
    return len(found), "-".join(map(str, halves))


def said(one):
    """A line of a return as its digest reads it."""
    line = [
        "observation", one.indicator, one.agency, one.locality, one.period.start.isoformat(),
        one.period.type, one.numerator, one.denominator, one.status, one.provisional, one.comment,
        one.sheet, one.cell,
    ]  # fmt: skip
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def test_the_digest_of_a_return_is_the_sum_of_both_halves_of_the_md5_of_its_lines(store, take_in):
    receipt = take_in(*LINES)
    with store.cursor() as cursor:
        assert return_digest(cursor, receipt.return_id) == summed(map(said, LINES))


ROWS = [("Ä", 1.5, None), ("b", None, ["x", "y"]), ("", 0.0, [])]


def digest_of(store, rows):
    values = ", ".join("(?, ?::DOUBLE, ?::VARCHAR[])" for _ in rows)
    with store.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE TEMP TABLE given (name VARCHAR, many DOUBLE, of VARCHAR[])"
        )
        cursor.execute(f"INSERT INTO given VALUES {values}", [v for row in rows for v in row])
        return rows_digest(cursor, "SELECT * FROM given")


def test_the_order_of_rows_changes_no_digest_of_a_table(store):
    assert digest_of(store, ROWS) == digest_of(store, ROWS[::-1])


@pytest.mark.parametrize(
    "other",
    [
        [*ROWS, ROWS[0]],
        [*ROWS[:2], (None, 0.0, [])],
        [*ROWS[:2], ("", None, [])],
        [*ROWS[:2], ("", 0.0, [""])],
        [("Ä", None, None), ("b", 1.5, ["x", "y"]), ROWS[2]],
        [ROWS[0], ("b", None, ["y", "x"]), ROWS[2]],
    ],
)
def test_whatever_changes_changes_the_digest_of_a_table(store, other):
    assert digest_of(store, other) != digest_of(store, ROWS)


def test_a_table_without_rows_has_a_digest(store):
    with store.cursor() as cursor:
        assert table_digests(cursor)["answer"] == (0, "0")
