"""Writes the invented returns: `python -m sample_data.make_sample_data [FOLDER]`.

The same files at every run. What they say is in `sample_data.making`; the stories planted in
them are told in `STORIES.md`.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from sample_data.making.faulty import NAME, faulty
from sample_data.making.files import files
from sample_data.making.workbooks import content_of, fixed

HERE = Path(__file__).parent


def make(folder: Path) -> list[Path]:
    """Write `returns/` with `received.csv`, and `faulty/`. Returns the files written."""
    returns, faults = folder / "returns", folder / "faulty"
    for part in (returns, faults):
        part.mkdir(parents=True, exist_ok=True)
        for old in part.glob("*.xlsx"):
            old.unlink()
    written = []
    for file in files():
        (returns / file.name).write_bytes(content_of(file))
        written.append(returns / file.name)
    received = returns / "received.csv"
    with received.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["file", "agency", "received_on"])
        writer.writerows([f.name, f.agency, f.received.isoformat()] for f in files())
    (faults / NAME).write_bytes(fixed(faulty()))
    return [*written, received, faults / NAME]


if __name__ == "__main__":
    made = make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
    print(f"{len(made)} files written", file=sys.stderr)
