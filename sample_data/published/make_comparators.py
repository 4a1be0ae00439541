"""Makes comparators.csv and sources.csv beside this file, from the files as published.

    python -m sample_data.published.make_comparators DIRECTORY

DIRECTORY holds the publishers' CSV files and a MANIFEST.csv (file, source, licence, sha256).
The product needs only what this writes. Run it again when a new release is out.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from dscp_data.comparators import (
    LICENCE,
    Comparator,
    read_areas,
    read_comparators,
    read_measures,
    write_tidy,
)
from dscp_data.comparators.table import read_table
from dscp_data.model.faults import Fault

HERE = Path(__file__).resolve().parent
FIRST_DAY = dt.date(2012, 4, 1)  # the first year of DfE's series; older NRM quarters say little
SHOWN = ("error", "query", "warning")


def chosen(read: Iterable[Comparator]) -> list[Comparator]:
    """One figure a key. A publisher's own file goes before a tool that repeats it: the order
    of published_measures.csv is the order of preference."""
    order = {(measure.source, measure.indicator): at for at, measure in enumerate(read_measures())}
    areas = {area.code: at for at, area in enumerate(read_areas())}
    figures: dict[tuple[object, ...], Comparator] = {}
    for figure in sorted(read, key=lambda figure: order[figure.source, figure.indicator]):
        if figure.period_start >= FIRST_DAY:
            figures.setdefault(figure.key, figure)
    return sorted(
        figures.values(),
        key=lambda figure: (figure.indicator, areas[figure.area_code], figure.period_end),
    )


def origin(path: Path, figures: Iterable[Comparator], manifest: dict[str, str]) -> str:
    """Where a file came from: as its manifest says, or as the rows used say themselves."""
    if path.name in manifest:
        return manifest[path.name]
    table = read_table(path, path.name)
    if isinstance(table, Fault):
        raise SystemExit(table.message)
    used = {figure.cell for figure in figures if figure.file == path.name}
    sources = (table.text(row, "source") for row in table.rows if table.cell(row, "value") in used)
    return "; ".join(dict.fromkeys(source.split(" ")[0] for source in sources))


def main(directory: Path) -> None:
    with (directory / "MANIFEST.csv").open(encoding="utf-8-sig", newline="") as file:
        manifest = {row["file"]: row["source"] for row in csv.DictReader(file)}
    read: list[Comparator] = []
    for path in sorted(set(directory.glob("*.csv")) - {directory / "MANIFEST.csv"}):
        figures, faults = read_comparators(path, path.name, read_areas())
        read += figures
        for fault in faults:
            if fault.severity in SHOWN:
                print(f"{path.name} {fault.cell}: {fault.message}", file=sys.stderr)
    figures = chosen(read)
    write_tidy(HERE / "comparators.csv", figures)
    with (HERE / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "figures", "origin", "licence", "sha256"))
        for name, count in sorted(Counter(figure.file for figure in figures).items()):
            digest = hashlib.sha256((directory / name).read_bytes()).hexdigest()
            made_from = origin(directory / name, figures, manifest)
            writer.writerow((name, count, made_from, LICENCE, digest))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
