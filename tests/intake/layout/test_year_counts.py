"""Which rows hold counts and no years is the same asked of all rows at once and of each."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dscp_data.catalogue import catalogue
from dscp_data.intake.cells.rows import rows_of
from dscp_data.intake.layout.year_counts import could_be_years, counts_beside_labels
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.name_matcher import NameMatcher
from tests.intake.books import sheet

HEADINGS = HeadingParser(NameMatcher(catalogue()))
VALUES = (2025, "2025", "12", 7, "Locality", "Number", "Easington", "E08", "Apr 2026", "n/a", None)
LINES: st.SearchStrategy[list[list[Any]]] = st.lists(
    st.lists(st.sampled_from(VALUES), min_size=4, max_size=4), min_size=1, max_size=12
)


@given(LINES, st.sets(st.integers(0, 11)))
def test_rows_asked_at_once_are_answered_as_each_alone(
    lines: list[list[Any]], chosen: set[int]
) -> None:
    rows = rows_of(sheet("Data", lines))
    places = sorted(place for place in chosen if place < len(rows))
    plain = {place for place in places if not could_be_years(rows[place][1], HEADINGS)}
    assert counts_beside_labels(rows, places, HEADINGS) == plain
