"""DfE's statistical neighbours as they are published: wide, with a BOM and trailing spaces."""

from __future__ import annotations

import pytest

from dscp_data.comparators import read_comparators, read_neighbours

WIDE = (
    "\ufeffold_la_code,la_name,region_ind,SN_1,SN_1P,SN_2,SN_2P\n"
    "199,Anyshire,1,302 ,Very close,301,Close \n"
    "301 ,Othershire ,2,199,Close ,302,Close \n"
    "302,Thirdshire,2,199,Close ,301,Close \n"
)


def test_neighbours_are_named_nearest_first_without_their_spaces():
    found, faults = read_neighbours(WIDE.encode(), "sn.csv", "199")
    assert faults == []
    assert [(n.old_code, n.name, n.rank, n.closeness) for n in found] == [
        ("302", "Thirdshire", 1, "Very close"),
        ("301", "Othershire", 2, "Close"),
    ]


def test_an_authority_that_is_not_there_is_a_fault():
    found, [fault] = read_neighbours(WIDE.encode(), "sn.csv", "840")
    assert found == []
    assert "840 is not in the file" in fault.message


@pytest.mark.parametrize("code", ["999", "199", "301"])
def test_a_code_of_no_other_authority_is_a_fault_at_its_cell(code):
    content = WIDE.replace("302 ,Very", f"{code},Very") if code != "301" else WIDE
    content = content.replace("302 ,Very", "301,Very")
    found, [fault] = read_neighbours(content.encode(), "sn.csv", "199")
    assert fault.code == "neighbour-code"
    assert fault.cell == ("F2" if code == "301" else "D2")
    assert [neighbour.old_code for neighbour in found] == ["301"]


def test_another_file_names_what_was_looked_for():
    _, [fault] = read_neighbours(b"a,b\n1,2\n", "other.csv", "199")
    assert "SN_1" in fault.message


def test_the_comparator_reading_names_whose_neighbours_they_are(areas):
    figures, [fault] = read_comparators(WIDE.encode(), "sn.csv", areas)
    assert figures == []
    assert fault.severity == "note"
    assert "Neighbours of Anyshire: Thirdshire, Othershire." in fault.message


def test_a_changed_model_names_who_is_new_and_who_is_gone(areas):
    content = WIDE.replace("302 ,Very", "303,Very") + "303,Fourthshire,2,199,Close,301,Close\n"
    _, faults = read_comparators(content.encode(), "sn.csv", areas)
    [warning] = [fault for fault in faults if fault.severity == "warning"]
    assert "new: Fourthshire (303); gone: Thirdshire (302)" in warning.message
