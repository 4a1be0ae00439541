"""What a partnership publishes and what that gives away."""

import hashlib
import json
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
from tests.exports.publications import (
    AGREEMENT,
    MONTHS,
    exact,
    partnership,
    protected,
    published,
)
from tests.making import checked, observation


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
