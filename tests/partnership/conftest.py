import shutil

import pytest

from tests.partnership.invented import fill, plan_in_use
from tests.ui.databases import close_store, empty_caches


@pytest.fixture
def plan(tmp_path):
    """The process's plan is that of the invented partnership; afterwards it is the shipped one."""
    with plan_in_use(tmp_path / "plan") as plan:
        yield plan


@pytest.fixture
def database(plan, made_once, tmp_path, monkeypatch):
    """Its database, which the app opens."""
    assert len(plan.localities) > 64
    made = made_once("another partnership", lambda folder: fill(folder / "dscp.duckdb"))
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "dscp.duckdb"
    monkeypatch.setenv("DSCP_DATABASE", str(path))
    empty_caches()
    yield path
    close_store()
