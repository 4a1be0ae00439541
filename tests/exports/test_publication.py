"""What two partnerships publish, what that gives away, and how they compare."""

import hashlib
import json
import math
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dscp_data.catalogue import catalogue
from dscp_data.cli.main import main
from dscp_data.disclosure.protected_cube import protected_cells
from dscp_data.exports.publication.comparison import compare
from dscp_data.exports.publication.publishing import publish
from dscp_data.exports.publication.version_file import PublicationError, read_version
from dscp_data.model.periods import PERIOD_TYPES
from dscp_data.store import accept, open_store
from dscp_data.store.event_log.access_log import TAKEN
from dscp_data.trends import Selection, trends
from tests.making import checked, months, observation

MONTHS = months(6)
AGREEMENT = "Data sharing agreement 12"


def partnership(folder, name, shift, **plan_changes):
    """A store of a partnership with a share and a count, some of them small."""
    plan = replace(catalogue(), **plan_changes)
    plan = replace(plan, partnership=replace(plan.partnership, name=name))
    folder.mkdir()
    store = open_store(folder / "dscp.duckdb", plan, keeps_copies=False)
    sent = checked(
        *(
            observation(
                indicator=indicator,
                period=period,
                locality=place,
                numerator=float(number + shift + (2 if place == "teesdale" else 20)),
                denominator=100.0 if indicator == "E04" else None,
            )
            for number, period in enumerate(MONTHS)
            for place in ("easington", "teesdale")
            for indicator in ("E04", "E08")
        )
    )
    accept(store, sent, b"a workbook", by="analyst")
    return store


@pytest.fixture
def north(tmp_path):
    with partnership(tmp_path / "north", "North Partnership", 0) as store:
        yield store


@pytest.fixture
def south(tmp_path):
    with partnership(tmp_path / "south", "South Partnership", 3) as store:
        yield store


@pytest.fixture
def shared(tmp_path):
    return tmp_path / "shared"


def published(folder, name="north-partnership"):
    own = folder / f"partnership={name}"
    version = read_version(own)
    return pd.concat(
        [
            pd.read_parquet(own / version.folder / one.path).assign(
                period_type=one.path.split("period_type=")[1].split("/")[0]
            )
            for one in version.files
            if one.path.startswith("figures/")
        ]
    )


def exact(store, folder):
    return publish(store, folder, audience="exact", agreement=AGREEMENT, by="analyst")


def protected(store, folder):
    return publish(store, folder, audience="protected", by="analyst")


def test_exact_figures_are_those_of_the_trends(north, shared):
    exact(north, shared)
    rows = published(shared)
    for period_type in PERIOD_TYPES:
        (one,) = trends(
            north,
            [north.plan.indicator("E08")],
            Selection(period_type=period_type, audience="exact"),
        )
        of_total = rows[
            (rows["indicator"] == "E08")
            & (rows["agency"] == "all")
            & (rows["locality"] == "all")
            & (rows["period_type"] == period_type)
        ].sort_values("period_start")
        assert of_total["numerator"].tolist() == one.points["numerator"].tolist()
        assert of_total["complete"].tolist() == one.points["complete"].tolist()


def test_exact_figures_need_an_agreement(north, shared):
    with pytest.raises(PublicationError, match="only under an agreement"):
        publish(north, shared, audience="exact", by="analyst")
    assert not shared.exists()


def test_the_history_has_every_return_and_no_free_text(north, shared):
    correction = checked(
        observation(period=MONTHS[0], numerator=30.0, comment="About Ann"), content=b"later"
    )
    accept(north, correction, b"later", by="analyst")
    version = exact(north, shared)
    own = shared / "partnership=north-partnership" / version.folder
    history = pd.concat(pd.read_parquet(path) for path in sorted((own / "history").rglob("*.*")))
    of_month = history[(history["indicator"] == "E08") & (history["locality"] == "easington")]
    first = of_month[of_month["period_start"] == pd.Timestamp(MONTHS[0].start)]
    assert sorted(first["numerator"]) == [20, 30]
    assert first["return_id"].nunique() == 2
    assert not any(b"About Ann" in path.read_bytes() for path in own.rglob("*.parquet"))
    assert {"comment", "sheet", "cell", "file"}.isdisjoint(history.columns)


def test_protected_figures_are_what_viewers_see_and_nothing_else(north, shared):
    version = protected(north, shared)
    rows = published(shared)
    shown = pd.concat(
        protected_cells(north, north.plan.indicators, period_type) for period_type in PERIOD_TYPES
    )
    assert len(rows) == len(shown)
    small = rows["numerator_text"] == "1 to 7"
    assert small.any()
    assert set(rows.loc[small, "numerator"]) == {5}
    known = rows.loc[~small, "numerator"].dropna()
    assert all(number % 5 == 0 for number in known)
    assert [one.path for one in version.files if "history" in one.path] == []


def test_the_file_says_whose_figures_they_are_and_how_to_handle_them(north, shared):
    version = protected(north, shared)
    assert version.marking == "OFFICIAL"
    own = shared / "partnership=north-partnership"
    said = json.loads((own / "version.json").read_text(encoding="utf-8"))
    assert said["data_version"] == north.version
    content = (own / version.folder / version.files[0].path).read_bytes()
    assert version.handling.encode() in content
    assert hashlib.sha256(content).hexdigest() == version.files[0].sha256


def test_publishing_is_recorded_with_the_agreement(north, shared):
    exact(north, shared)
    with north.cursor() as cursor:
        (detail,) = cursor.execute("SELECT detail FROM event WHERE what = ?", [TAKEN]).fetchone()
    assert AGREEMENT in detail
    assert '"exact"' in detail


def test_a_new_publication_takes_the_place_of_the_one_before(north, shared):
    first = exact(north, shared)
    second = protected(north, shared)
    own = shared / "partnership=north-partnership"
    assert read_version(own) == second
    assert not (own / first.folder).exists()


def test_a_publication_that_was_interrupted_leaves_the_one_before(north, shared):
    before = protected(north, shared)
    own = shared / "partnership=north-partnership"
    (own / "files-unfinished" / "figures").mkdir(parents=True)
    assert compare([shared], "quarter").versions == (before,)
    protected(north, shared)
    assert not (own / "files-unfinished").exists()


def test_an_agency_with_a_wider_area_is_not_published_by_itself(tmp_path, shared):
    """Its figures may be in another partnership's publication too, with others hidden."""
    force = [
        replace(one, covers="North and South") if one.id == "dcc-csc" else one
        for one in catalogue().agencies
    ]
    with partnership(tmp_path / "n", "North Partnership", 0, agencies=tuple(force)) as store:
        protected(store, shared)
    assert set(published(shared)["agency"]) == {"all"}


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


def test_a_small_number_has_no_value_and_no_rank_and_a_percentage_of_rounded_figures_is_whole(
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


def test_the_command_line_publishes_and_compares(tmp_path, capsys):
    database, shared = tmp_path / "own" / "dscp.duckdb", tmp_path / "shared"
    with open_store(database, keeps_copies=False) as store:
        sent = checked(*(observation(period=one, numerator=30.0) for one in MONTHS))
        accept(store, sent, b"a workbook", by="analyst")
    assert main(["--database", str(database), "publish", "-o", str(shared)]) == 0
    assert "OFFICIAL" in capsys.readouterr().err
    assert main(["compare", str(shared), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["is_own"] for row in rows} == {True}
    assert {row["value"] for row in rows} == {90}
    refused = ["--database", str(database), "publish", "-o", str(shared), "--audience", "exact"]
    assert main(refused) == 3
    assert "only under an agreement" in capsys.readouterr().err
    assert main(["compare", str(Path(tmp_path) / "empty")]) == 3
