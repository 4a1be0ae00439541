"""Pages over a store in PostgreSQL, while it is there, away, and there again."""

import pytest

from dscp_data.store import open_store
from dscp_data.store.records.roles import RoleGrant, save_role
from dscp_ui.sections.admin.unavailable import TITLE
from dscp_ui.server.store_metrics import StoreMetrics
from tests.postgres import running_server
from tests.ui.databases import close_store
from tests.ui.pages import opened, text_of

pytestmark = pytest.mark.slow

ANN = "ann@example.org"


@pytest.fixture
def server(tmp_path, monkeypatch):
    with running_server() as server:
        monkeypatch.setenv("DSCP_DATABASE", str(tmp_path / "a" / "dscp.duckdb"))
        monkeypatch.setenv("DSCP_STORE", server.create("pages"))
        yield server
        close_store()


def is_available(folder):
    """What the service's watcher is told."""
    found = {one.name: one.samples[0].value for one in StoreMetrics(folder / "db").collect()}
    return found["dscp_available"]


def test_pages_say_that_it_is_away_and_show_what_another_server_changed(server, tmp_path):
    app = opened("users")
    assert not app.exception
    assert TITLE not in text_of(app)
    assert ANN not in text_of(app)
    assert is_available(tmp_path) == 1
    server.stop()
    assert is_available(tmp_path) == 0
    app.run()
    assert not app.exception
    assert TITLE in text_of(app)
    server.start()
    with open_store(tmp_path / "b" / "dscp.duckdb") as other:
        save_role(other, ANN, RoleGrant("steward"), by="Sue", reason="The first.")
    app.run()
    assert not app.exception
    assert TITLE not in text_of(app)
    shown = [str(frame.value.to_dict()) for frame in app.dataframe]
    assert any(ANN in text for text in [*shown, text_of(app)])
