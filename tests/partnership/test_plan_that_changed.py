"""A database of a plan that has since lost an agency and a locality opens on every page."""

import shutil

import pytest

from dscp_data.catalogue import PLAN, catalogue
from tests.paths import PAGES
from tests.ui.conftest import fill
from tests.ui.databases import close_store
from tests.ui.pages import facts, opened, opened_on

RENAMED = ("dcc-early-help", "early-help-hub")


@pytest.fixture
def changed_plan(made_once, tmp_path, monkeypatch):
    """The shipped plan with another id for an agency, and without Teesdale."""
    shutil.copytree(made_once("invented", fill), tmp_path, dirs_exist_ok=True)
    folder = shutil.copytree(PLAN, tmp_path / "plan")
    for path in folder.glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace(*RENAMED)
        lines = [line for line in text.splitlines(True) if not line.startswith("teesdale,")]
        path.write_text("".join(lines), encoding="utf-8")
    monkeypatch.setenv("DSCP_PLAN", str(folder))
    monkeypatch.setenv("DSCP_DATABASE", str(tmp_path / "dscp.duckdb"))
    yield catalogue()
    close_store()


@pytest.mark.usefixtures("changed_plan")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens(page):
    assert not opened(page).exception


@pytest.mark.usefixtures("changed_plan")
def test_the_overview_says_what_the_plan_no_longer_lists_and_where_to_add_it():
    (warning,) = opened().warning
    said = warning.value.replace("\\", "")
    assert "the agency “dcc-early-help”, which is not in agencies.csv" in said
    assert "the locality “teesdale”, which is not in localities.csv" in said


@pytest.mark.usefixtures("changed_plan")
def test_the_figures_of_what_was_taken_out_still_count():
    app = opened_on("priority_two", "E04", "By locality")
    assert "21.0%" in facts(app)
    shown = str([one.proto.body for one in app.get("html")]) + str(app.dataframe)
    assert not app.exception
    assert "teesdale (not in the plan)" in shown
