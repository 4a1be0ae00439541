"""The core cannot see the screen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dscp_data.comparators

MODULES = sorted(path.stem for path in Path(dscp_data.comparators.__file__).parent.glob("*.py"))


def test_no_module_brings_in_streamlit_duckdb_or_a_chart():
    names = [f"dscp_data.comparators.{name}" for name in MODULES if name != "__init__"]
    code = f"import sys, {', '.join(names)}; print(sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert "'dscp_data.comparators.reader'" in loaded
    for absent in ("streamlit", "duckdb", "altair"):
        assert f"'{absent}'" not in loaded


@pytest.mark.parametrize("name", MODULES)
def test_modules_stay_small(name):
    path = Path(dscp_data.comparators.__file__).parent / f"{name}.py"
    assert len(path.read_text(encoding="utf-8").splitlines()) < 250
