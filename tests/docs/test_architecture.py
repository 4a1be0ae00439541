"""The page on the architecture is true of the tree, of the import contracts and of the imports."""

import ast
import re

import grimp
import pytest

from tests.paths import ROOT
from tools.architecture import PAGE, TABLES, levels, page, rooms

TEXT = PAGE.read_text(encoding="utf-8")
ARROW = re.compile(r"^ +(\w+) --> (\w+)$", re.MULTILINE)
STALE = "Write the tables of docs/architecture.md anew: `make docs`."
CACHES = {"cache", "lru_cache", "cache_data", "cache_resource", "cached_property", "shared"}


def test_the_tables_of_rooms_are_those_that_the_code_writes():
    assert page() == TEXT, STALE


def test_each_package_with_rooms_has_its_table():
    assert re.findall(r"<!-- rooms of (\S+) -->", TEXT) == list(TABLES)


@pytest.mark.parametrize("package", TABLES)
def test_every_package_of_the_tree_is_a_room_in_the_contracts(package):
    ordered = {room for level in levels(package) for room in level}
    assert set(rooms(package)) <= ordered
    folder = ROOT.joinpath(*package.split("."))
    assert [one for one in ordered if not list(folder.glob(f"{one}*"))] == []


@pytest.fixture(scope="module")
def imported():
    """Which room imports which: pairs of their names."""
    graph = grimp.build_graph("dscp_data", "dscp_ui")
    return {
        (room_of(importer), room_of(found))
        for importer in graph.modules
        for found in graph.find_modules_directly_imported_by(importer)
    }


def room_of(module):
    """The room of a module; all of the screen is one."""
    return module.split(".")[1] if module.startswith("dscp_data.") else module.split(".")[0]


def test_each_arrow_of_the_picture_is_an_import_against_its_direction(imported):
    arrows = ARROW.findall(TEXT)
    assert len(arrows) > 10
    assert [arrow for arrow in arrows if arrow[::-1] not in imported] == []


def test_the_picture_has_every_room_of_the_core_that_figures_go_through():
    drawn = {name for arrow in ARROW.findall(TEXT) for name in arrow}
    beside = {"model", "statistics", "catalogue", "audit", "operations", "templates"}
    assert drawn == {*rooms("dscp_data"), "dscp_ui"} - beside


def caching(path):
    """Whether a module keeps what it works out for longer than one value lives."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        getattr(one, "attr", getattr(one, "id", ""))
        for node in ast.walk(tree)
        for one in ast.walk(ast.Tuple(getattr(node, "decorator_list", [])))
    }
    return bool(names & (CACHES - {"cached_property"}))


def test_the_list_of_caches_names_every_module_that_has_one():
    section = TEXT.split("## Caches")[1].split("\n## ")[0]
    listed = set(re.findall(r"`(dscp_\w+(?:\.\w+)+)`", section))
    found = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for package in ("dscp_data", "dscp_ui")
        for path in (ROOT / package).rglob("*.py")
        if caching(path)
    }
    covered = {one for one in found if any(one.startswith(name) for name in listed)}
    assert found - covered == set()
    assert [one for one in listed if not ROOT.joinpath(*one.split(".")).exists()
            and not ROOT.joinpath(*one.split(".")).with_suffix(".py").exists()] == []  # fmt: skip
