"""Writes the tables of rooms in docs/architecture.md: `python -m tools.architecture`.

Their order is that of the import contracts in pyproject.toml, and their words are the first lines
of the packages' docstrings. A test compares them.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
TABLES = ("dscp_data", "dscp_data.intake", "dscp_data.store", "dscp_ui")
MARKED = re.compile(r"(<!-- rooms of (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)


def levels(package: str) -> list[list[str]]:
    """The rooms of a package, top down; those of one level may not import each other. Where no
    contract orders them, each is a level of its own, packages first, by name."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for contract in settings["tool"]["importlinter"]["contracts"]:
        if contract.get("containers") == [package]:
            return [re.split(r"\s*[|:]\s*", level) for level in contract["layers"]]
    loose = (path.stem for path in ROOT.joinpath(*package.split(".")).glob("*.py"))
    return [[room] for room in [*rooms(package), *sorted(set(loose) - {"__init__"})]]


def rooms(package: str) -> list[str]:
    """The packages in a package."""
    folder = ROOT.joinpath(*package.split("."))
    return sorted(found.parent.name for found in folder.glob("*/__init__.py"))


def modules(room: str) -> list[str]:
    """The modules of a room, and of the rooms inside it with their names before theirs."""
    folder = ROOT.joinpath(*room.split("."))
    found = (path.relative_to(folder).with_suffix("") for path in folder.rglob("*.py"))
    return sorted(".".join(path.parts) for path in found if path.name != "__init__")


def purpose(room: str) -> str:
    """The first paragraph of a room's docstring, on one line."""
    path = ROOT.joinpath(*room.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    text = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
    return " ".join(text.split("\n\n")[0].split())


def table(package: str) -> Iterator[str]:
    with_modules = package != "dscp_data"
    yield "| room | what is in it |" + (" modules |" if with_modules else "")
    yield "|---|---|" + ("---|" if with_modules else "")
    for level in levels(package):
        for room in level:
            name = f"{package}.{room}"
            line = f"| `{room}` | {purpose(name)} |"
            if with_modules:
                is_package = ROOT.joinpath(*name.split(".")).is_dir()
                line += f" {', '.join(modules(name)) if is_package else ''} |"
            yield line


def page() -> str:
    """The page with its tables as the code has them now."""

    def written(found: re.Match[str]) -> str:
        return "".join([found[1], *(f"{line}\n" for line in table(found[2])), found[3]])

    return MARKED.sub(written, PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
