"""How partnerships compare by what each published, and what is not used."""

import json
import math
from dataclasses import replace

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.exports.publication.comparison import compare
from dscp_data.exports.publication.version_file import PublicationError, read_version
from dscp_data.store import accept, open_store
from tests.exports.publications import MONTHS, exact, partnership, protected
from tests.making import checked, observation


def test_partnerships_are_ranked_by_share_as_a_plain_loop_ranks_them(north, south, shared):
    exact(north, shared)
    exact(south, shared)
    rows = compare([shared], "quarter", indicators=["E04"]).figures
    for _, of_quarter in rows.groupby("period_start"):
        by_name = of_quarter.set_index("partnership")
        shares = {name: row["value"] for name, row in by_name.iterrows()}
        assert shares["north-partnership"] < shares["south-partnership"]
        for name, share in shares.items():
            better = sum(other < share for other in shares.values())  # fewer is better
            assert by_name.loc[name, "rank"] == better + 1
        assert set(by_name["lowest"]) == {min(shares.values())}
        assert set(by_name["highest"]) == {max(shares.values())}
        assert set(by_name["median"]) == {sum(shares.values()) / 2}


def test_counts_are_shown_side_by_side_and_neither_ranked_nor_added_up(north, south, shared):
    exact(north, shared)
    exact(south, shared)
    rows = compare([shared], "quarter", indicators=["E08"]).figures
    assert rows["rank"].isna().all()
    assert rows["highest"].isna().all()
    assert not any("sum" in name or "total" in name for name in rows.columns)
    own = rows[rows["partnership"] == "north-partnership"]["value"].tolist()
    assert own == [20 + 21 + 22 + 2 + 3 + 4, 23 + 24 + 25 + 5 + 6 + 7]


def test_exact_and_protected_publications_are_not_compared(north, south, shared):
    exact(north, shared)
    protected(south, shared)
    with pytest.raises(PublicationError, match="North Partnership published exact figures"):
        compare([shared], "quarter")


def test_protected_publications_compare_what_they_show(north, south, shared):
    protected(north, shared)
    protected(south, shared)
    rows = compare([shared], "month", indicators=["E04", "E08"]).figures
    counts = rows[rows["indicator"] == "E08"]["value"].dropna()
    assert all(number % 5 == 0 for number in counts)
    hidden = rows[rows["numerator_text"] == "c"]
    assert all(math.isnan(value) for value in hidden["value"])


def test_an_indicator_that_is_counted_differently_is_not_ranked_with_the_others(
    tmp_path, north, shared
):
    other = tuple(
        replace(one, denominator="All contacts") if one.id == "E04" else one
        for one in catalogue().indicators
    )
    exact(north, shared)
    with partnership(tmp_path / "other", "Other Partnership", 9, indicators=other) as store:
        exact(store, shared)
    found = compare([shared], "quarter", indicators=["E04"])
    assert found.left_out == ("E04",)
    assert set(found.figures["partnerships"]) == {1}


def test_a_file_that_was_changed_is_not_used(north, shared):
    version = exact(north, shared)
    own = shared / "partnership=north-partnership" / version.folder
    path = own / version.files[0].path
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(PublicationError, match="publish again"):
        compare([shared], "quarter")


def rewritten(own, change):
    """Change a version file of a publication that somebody else made."""
    path = own / "version.json"
    fields = json.loads(path.read_text(encoding="utf-8"))
    change(fields)
    path.write_text(json.dumps(fields), encoding="utf-8")


def test_nobody_publishes_figures_in_the_name_of_another_partnership(
    north, south, shared, tmp_path
):
    exact(north, shared)
    honest = compare([shared], "quarter", indicators=["E08"]).figures
    exact(south, tmp_path / "given")
    forged = tmp_path / "forged" / "partnership=north-partnership"
    forged.parent.mkdir()
    (tmp_path / "given" / "partnership=south-partnership").rename(forged)
    rows = compare([shared, forged.parent], "quarter", indicators=["E08"]).figures
    of_north = rows[rows["partnership"] == "north-partnership"]["value"].tolist()
    assert of_north == honest["value"].tolist()
    assert set(rows["partnership"]) == {"north-partnership", "south-partnership"}


@pytest.mark.parametrize("folder", ["..", ".", "/", "../partnership=north-partnership", ""])
def test_a_version_file_names_no_folder_but_one_beside_it(south, shared, folder):
    exact(south, shared)
    own = shared / "partnership=south-partnership"
    rewritten(own, lambda fields: fields.update(folder=folder))
    with pytest.raises(PublicationError, match="cannot be read"):
        read_version(own)


def test_a_small_number_has_no_rank_and_a_percentage_of_rounded_figures_no_decimals(
    tmp_path, shared
):
    numbers = (3.0, 16.0)
    sent = checked(
        *(
            observation(indicator="E04", period=period, numerator=number, denominator=90.0)
            for period, number in zip(MONTHS, numbers, strict=False)
        )
    )
    with open_store(tmp_path / "dscp.duckdb", keeps_copies=False) as store:
        accept(store, sent, b"a workbook", by="analyst")
        protected(store, shared)
    rows = compare([shared], "month", indicators=["E04"]).figures
    small, larger = rows.to_dict("records")
    assert small["numerator_text"] == "1 to 7"
    assert math.isnan(small["value"])
    assert small["rank"] is None
    assert larger["value"] == 17
