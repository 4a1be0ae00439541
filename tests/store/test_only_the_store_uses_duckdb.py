"""Another database would be a change to `dscp_data.store` and to nothing else."""

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
CURSOR_METHODS = {"cursor", "transaction"}


def outside_the_store():
    for package in ("dscp_data", "dscp_spark", "dscp_ui"):
        for path in (ROOT / package).rglob("*.py"):
            if "store" not in path.relative_to(ROOT).parts[1:2]:
                yield path


def test_no_module_outside_the_store_opens_a_cursor_or_a_transaction():
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in outside_the_store()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CURSOR_METHODS
    ]
    assert found == []


def test_the_import_contract_names_every_package_but_the_store():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = [
        one
        for one in contracts["tool"]["importlinter"]["contracts"]
        if one["name"] == "Only the store uses DuckDB"
    ]
    packages = {f"dscp_data.{path.parent.name}" for path in ROOT.glob("dscp_data/*/__init__.py")}
    others = {"dscp_spark", "dscp_ui"}
    assert {*contract["source_modules"]} == packages - {"dscp_data.store"} | others
