"""Whatever is in the file, the reading ends in records: never in an exception."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dscp_data.comparators import read_comparators, read_neighbours
from dscp_data.model.faults import Fault

SAME_FIXTURES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
CELLS = st.sampled_from(
    [
        "",
        "2025",
        "c",
        "..",
        "-",
        "18.7",
        "1e400",
        "-5",
        "Ⅷ",
        "٣",
        "Regional",
        "E06000099",
        "a,b",
        '"',
    ]
)


@SAME_FIXTURES
@given(content=st.binary(max_size=300))
def test_any_bytes_end_in_one_fault(areas, content):
    figures, faults = read_comparators(content, "any.csv", areas)
    assert figures == []
    assert [type(fault) for fault in faults] == [Fault]


@SAME_FIXTURES
@given(changes=st.dictionaries(st.integers(0, 13), CELLS, max_size=5))
def test_any_cells_under_known_headings_end_in_figures_or_records(areas, referrals_file, changes):
    heading, row = referrals_file().decode().splitlines()
    cells = row.split(",")
    for at, text in changes.items():
        cells[at] = text
    content = f"{heading}\n{','.join(cells)}\n".encode()
    figures, faults = read_comparators(content, "c1.csv", areas)
    assert faults
    for figure in figures:
        assert figure.mark or 0 <= figure.value <= 10_000


@SAME_FIXTURES
@given(rows=st.lists(st.lists(CELLS, max_size=5), max_size=4))
def test_any_cells_in_a_neighbours_file_end_in_records(rows):
    lines = ["old_la_code,la_name,SN_1,SN_1P,SN_2", *(",".join(row) for row in rows)]
    found, faults = read_neighbours("\n".join(lines).encode(), "sn.csv", "2025")
    assert len({neighbour.old_code for neighbour in found}) == len(found)
    assert all(fault.message for fault in faults)
