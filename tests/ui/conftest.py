import shutil
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

from dscp_data.comparators import read_tidy
from dscp_data.intake.check import check_file
from dscp_data.model.periods import add_months
from dscp_data.operations.bulk_load import PUBLISHED
from dscp_data.store import accept, open_store, save_comparators
from dscp_data.store.event_log.access_log import AccessLogWriter
from dscp_data.summaries.indicator_table import overview
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.sections.returns import uploaded_files
from tests.making import checked, concern, meeting
from tests.ui.databases import MONTHS, START, close_store, empty_caches, invented, last_event


def fill(folder):
    """Make the database of the UI tests, with its log of events and its originals."""
    lines = tuple(
        concern(
            reference=f"AC{n:03}",
            opened=add_months(START.start, n),
            resolved=add_months(START.start, n + 3) if n % 2 else None,
        )
        for n in range(24)
    )
    meetings = tuple(
        meeting(held_on=add_months(START.start, n), cell=f"A{n + 5}") for n in range(MONTHS)
    )
    made = checked(
        *invented(), concerns=lines, meetings=meetings, cut_off=add_months(START.start, 30)
    )
    with open_store(folder / "dscp.duckdb") as store:
        accept(store, made, b"a workbook", by="test", is_sample=True)
        save_comparators(store, read_tidy(PUBLISHED))


@pytest.fixture
def database(made_once, tmp_path, monkeypatch):
    """A filled database of its own that the app opens; its caches start and end empty."""
    shutil.copytree(made_once("invented", fill), tmp_path, dirs_exist_ok=True)
    path = tmp_path / "dscp.duckdb"
    monkeypatch.setenv("DSCP_DATABASE", str(path))
    empty_caches()
    yield path
    close_store()


@pytest.fixture(scope="session")
def store_of_readers(made_once, tmp_path_factory):
    """The filled database with its protected figures, open as long as there are tests: what one of
    them has had worked out, the next finds in the caches, as the next reader does."""
    folder = tmp_path_factory.mktemp("readers")
    shutil.copytree(made_once("invented", fill), folder, dirs_exist_ok=True)
    with open_store(folder / "dscp.duckdb") as opened:
        overview(opened, opened.plan.indicators, Selection(audience="protected"))
        yield opened


@pytest.fixture
def read_database(store_of_readers, monkeypatch):
    """A filled database for a test that only reads: tests share it, and its caches. Who looked at
    what is not written down."""
    monkeypatch.setenv("DSCP_DATABASE", str(store_of_readers.path))
    monkeypatch.setattr(queries.store, "opened", store_of_readers)
    monkeypatch.setattr(AccessLogWriter, "note", lambda *_: None)
    before = last_event(store_of_readers)
    yield store_of_readers.path
    uploaded = [*store_of_readers.path.parent.glob("waiting/**/*")]
    written = (last_event(store_of_readers), uploaded)
    assert written == (before, []), "A test that changes what is stored needs `database`."


@pytest.fixture(scope="session", autouse=True)
def scans_packages_once():
    """Streamlit reads the metadata of every installed package, for components, each time that a
    test opens a page."""
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(autouse=True)
def checks_here(monkeypatch):
    """Files are checked in this process: that they are in one of their own is tested in
    tests/intake/files/test_worker_process.py, and starting one takes most of a second."""
    monkeypatch.setattr(uploaded_files, "check_in_worker", check_file)
