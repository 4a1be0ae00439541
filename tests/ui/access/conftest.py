"""A copy of a database whose exact figures are like nothing else, and Ann, who signs in there."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from dscp_data.access import give_role
from dscp_data.store import accept, open_store
from dscp_data.summaries.indicator_table import overview
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import sign_in_state
from dscp_ui.access.sign_in_state import Identity
from tests.distinctive import distinctive
from tests.making import checked, concern, meeting
from tests.ui.access.people import ANN, OWN, STEWARD
from tests.ui.databases import close_store, empty_caches


def fill(folder):
    """Make a database whose exact figures are like nothing else, with a register and meetings; its
    protected figures are worked out."""
    path, content = folder / "dscp.duckdb", b"distinctive"
    sent = {"concerns": (concern(),), "meetings": (meeting(),), "cut_off": date(2026, 6, 30)}
    with open_store(path, keeps_copies=False) as store:
        accept(
            store, checked(*distinctive(), content=content, **sent), content, by="test",
            is_sample=True,
        )  # fmt: skip
        overview(store, store.plan.indicators, Selection(audience="protected"))


@pytest.fixture
def database(made_once, tmp_path, monkeypatch):
    """A copy of it that the app opens."""
    path = Path(shutil.copy(made_once("distinctive", fill) / "dscp.duckdb", tmp_path))
    monkeypatch.setenv("DSCP_DATABASE", str(path))
    empty_caches()
    yield path
    close_store()


@pytest.fixture
def sign_in(database, monkeypatch):
    """Sign Ann in, with a role; without one she is nobody in particular."""
    assert database.exists()
    monkeypatch.setattr(sign_in_state, "is_configured", lambda: True)
    monkeypatch.setattr(sign_in_state, "identity", lambda: Identity(ANN, "Ann Lee"))

    def with_role(role=None):
        give_role(queries.store(), STEWARD, "steward", by="test")
        if role:
            give_role(queries.store(), ANN, role, **OWN.get(role, {}), by=STEWARD)

    return with_role
