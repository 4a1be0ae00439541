"""What a digest is made of: the same sums of MD5, whoever works them out and in whatever order."""

import hashlib
import json

from dscp_data.store.digest import return_digest, rows_digest, table_digests
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


def test_the_digest_of_a_table_is_that_of_its_rows_as_json(store):
    with store.cursor() as cursor:
        found = rows_digest(cursor, "SELECT 'ä' AS name, 2 AS many UNION ALL SELECT NULL, 3")
    assert found == summed(['{"name":"ä","many":2}', '{"name":null,"many":3}'])


def test_the_order_of_rows_changes_no_digest_and_an_empty_table_has_one(store):
    with store.cursor() as cursor:
        up, down = (
            rows_digest(cursor, f"SELECT i FROM range(9) AS t(i) ORDER BY i {order}")
            for order in ("ASC", "DESC")
        )
        assert up == down
        assert table_digests(cursor)["answer"] == (0, "0-0")
