"""The areas and the measures are data: another partnership swaps two files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dscp_data.comparators
from dscp_data.catalogue import CatalogueError, plan_file
from dscp_data.comparators import read_areas, read_measures
from dscp_data.comparators.areas import AREAS_FILE
from dscp_data.comparators.measures import MEASURES_FILE


def changed(tmp_path: Path, original: Path, old: str, new: str) -> Path:
    text = original.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / original.name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_areas_shipped_are_ours_region_country_force_and_ten_neighbours():
    areas = read_areas()
    assert (areas.own.name, areas.own.code, areas.own.old_code) == (
        "County Durham",
        "E06000047",
        "840",
    )
    assert [area.name for area in areas.of_role("region")] == ["North East"]
    assert [area.name for area in areas.of_role("neighbour")] == [
        "Halton",
        "Wirral",
        "Gateshead",
        "Redcar and Cleveland",
        "Rotherham",
        "Barnsley",
        "Sunderland",
        "South Tyneside",
        "Stockton-on-Tees",
        "Darlington",
    ]
    assert len(areas) == 15


@pytest.mark.parametrize("code", ["E08000015", "344", "DfE LA 344", " 344 "])
def test_an_area_is_found_by_any_spelling_of_its_codes(code):
    area = read_areas().find(code)
    assert area is not None
    assert area.name == "Wirral"


def test_no_area_is_found_by_no_code():
    assert read_areas().find("", "E99") is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",self", ",slef", "line 2: role 'slef' is not known; did you mean 'self'"),
        (",self", ",neighbour", "one area has the role self, found none"),
        ("name,role", "nmae,role", "'nmae' is not known; did you mean 'name'"),
        ("code,old_code,name,role", "code,name,role", "'old_code' is missing"),
        ("840,County", "840,County,", "line 2: not the 4 values of the headings"),
        ("840,County Durham", '840,"County" Durham', "line 2: not a well-formed row"),
        ("E12000001", "E06000047", "line 3: E06000047 is already County Durham"),
        ("E12000001,,North East", "E12000001,,", "needs a code and a name"),
    ],
)
def test_a_wrong_areas_file_reports_where_and_what_is_nearest(tmp_path, old, new, message):
    with pytest.raises(CatalogueError, match=re.escape(message)):
        read_areas(changed(tmp_path, plan_file(AREAS_FILE), old, new))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("layout,", "", "'layout' is missing"),
        (",caveat", ",caveats", "'caveats' is not known; did you mean 'caveat'"),
        ("explore,", "explorer,", "line 2: layout 'explorer' is not known; did you mean 'explore'"),
        ("year to 31 March,", "year to 31 march,", "did you mean 'year to 31 March'"),
        ("category=", "category ", "is not column=value"),
        (",E04,", ",,", "line 2: indicator is empty"),
        (",K02000001,", ",,", "area is given for the layout single"),
        ('{year}",,', '{year}",October,', "line 2: 'October' is not a date"),
    ],
)
def test_a_wrong_measures_file_reports_where_and_what_is_nearest(tmp_path, old, new, message):
    with pytest.raises(CatalogueError, match=re.escape(message)):
        read_measures(changed(tmp_path, plan_file(MEASURES_FILE), old, new))


def test_a_measure_that_only_gives_context_is_marked_so():
    context = {
        measure.indicator: measure.context_for for measure in read_measures() if measure.is_context
    }
    assert context == {"E08-RATE": "E08", "CIN": "", "H07-NK": "H07", "H03-UK": "H03"}
    direct = {measure.indicator for measure in read_measures() if not measure.is_context}
    assert direct == {"E04", "E08", "H07", "H03"}


def test_every_measure_has_a_caveat_and_a_source():
    assert all(measure.caveat and measure.source for measure in read_measures())


def test_no_area_is_named_in_code():
    package = Path(dscp_data.comparators.__file__).parent
    names = [area.name for area in read_areas()]
    for module in package.glob("*.py"):
        code = re.sub(r'"""[\s\S]*?"""|#.*', "", module.read_text(encoding="utf-8"))
        assert [name for name in (*names, "Durham") if name in code] == [], module.name
