"""The lock files hold what is required, and nothing that pip would take from somewhere else."""

import re

import pytest

from tests.paths import ROOT

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)
STALE = "Write the lock files anew: `make lock`."


def pins(*names):
    """The versions that some files pin, by package."""
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in names]
    return {name.lower(): version for text in texts for name, version in PINNED.findall(text)}


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("requirements.lock", ["requirements.txt"]),
        ("requirements-dev.lock", ["requirements.txt", "requirements-dev.txt"]),
        ("requirements-spark.lock", ["requirements-spark.txt"]),
    ],
)
def test_a_lock_file_has_every_requirement_in_its_version(lock, requirements):
    assert pins(*requirements).items() <= pins(lock).items(), STALE


def test_tests_run_on_what_the_dashboard_runs_on():
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items(), STALE


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-spark.txt"]
)
def test_every_requirement_is_pinned_exactly(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    required = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert [line for line in required if not PINNED.match(line)] == []


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-dev.lock", "requirements-spark.lock"]
)
def test_every_locked_package_has_its_hashes_and_none_names_where_it_is_from(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[A-Za-z0-9])", text)[1:]
    assert len(packages) == len(PINNED.findall(text))
    assert [one for one in packages if "--hash=sha256:" not in one] == []
    assert "://" not in text
    assert "index-url" not in text
