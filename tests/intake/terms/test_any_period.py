"""A text that does not begin as a date is read by no way of reading a date by itself."""

from hypothesis import given
from hypothesis import strategies as st

from dscp_data.intake.terms.period_parser import WAYS, WORDS
from dscp_data.intake.terms.period_patterns import BEGINS

PIECES = (
    *sorted(WORDS),
    *[
        "0",
        "1",
        "4",
        "12",
        "30",
        "04",
        "25",
        "2025",
        "2026",
        "202504",
        "1st",
        "30th",
        "'25",
        "-",
        "/",
        ".",
        ",",
        "(",
        ")",
        ":",
    ],
)
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(("", " "))), min_size=1, max_size=7
)


@given(TEXTS.map(lambda pieces: "".join(piece + space for piece, space in pieces).strip()))
def test_what_does_not_begin_as_a_date_is_none_by_itself(text: str) -> None:
    if not BEGINS.match(text):
        assert not any(way(text).has_meaning for way in WAYS)
