import shutil
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

from dscp_data.comparators import read_tidy
from dscp_data.intake.check import check_file
from dscp_data.model.periods import add_months
from dscp_data.operations.bulk_load import PUBLISHED
from dscp_data.store import accept, open_store, save_comparators
from dscp_ui.sections.returns import uploaded_files
from tests.making import checked, concern, meeting
from tests.ui.databases import MONTHS, START, close_store, invented


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
    """A filled database that the app opens; its caches start and end empty."""
    shutil.copytree(made_once("invented", fill), tmp_path, dirs_exist_ok=True)
    path = tmp_path / "dscp.duckdb"
    monkeypatch.setenv("DSCP_DATABASE", str(path))
    yield path
    close_store()


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
