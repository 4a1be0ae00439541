"""Mutating whole files: `python -m tests.intake.fuzzing --times 2000 --seed 7` (`make fuzz`).

Whatever is done to the bytes, the archive or the XML of a return, it ends in an answer: a sentence
that refuses it, or a reading in which every cell is accounted for and none was lost on the way.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import openpyxl

from dscp_data.catalogue import catalogue
from dscp_data.intake.cells.workbook import Refused, Workbook
from dscp_data.intake.check import check_file
from dscp_data.intake.files.workbook_reader import read_workbook
from dscp_data.intake.rules import CHILD_LEVEL
from tests.intake.books import TODAY, assert_all_accounted
from tests.intake.file_bytes import OPEN
from tests.intake.formats import as_csv, as_ods, as_xls, as_xlsx
from tests.intake.stacked_tables import outcome

RETURNS = Path(__file__).parents[2] / "sample_data" / "returns"
SECONDS = 20
TOKEN = re.compile(rb'<[^<>]{1,300}>|"[^"<>]{0,60}"|>[^<>]{1,60}<')
TABLE, TEXT = (f"{{{OPEN}:{name}:1.0}}" for name in ("table", "text"))
ODD = [b"", b"0", b"-1", b"1e999", b"NaN", b"A1", b"XFD1048576", b"A0", b"e", b"s",
       b"str", b"b", b"99999999999", b"&amp;", b"&#0;", b"\xff", b" ", b"true",
       b"percentage", b"#REF!"]  # fmt: skip


@dataclass(frozen=True)
class Mutation:
    """One mutated file: `name` says its format, `how` what was done to it."""

    name: str
    how: str
    data: bytes


def seeds() -> dict[str, bytes]:
    """Files to start from, by name: each format, and the shapes that agencies send."""
    paths = sorted(RETURNS.rglob("*.xlsx"))[::15]
    made = {
        "made.xlsx": as_xlsx(),
        "made.xls": as_xls(),
        "made.ods": as_ods(),
        "made.csv": as_csv(),
    }
    return made | {path.name: path.read_bytes() for path in paths}


def mutations(seed: int) -> Iterator[Mutation]:
    """Mutated files without end, each format as often as another."""
    chance = random.Random(seed)
    files = seeds()
    by_kind = {
        kind: [name for name in files if name.endswith(kind)]
        for kind in (".xlsx", ".ods", ".xls", ".csv")
    }
    while True:
        kind = chance.choice([*by_kind])
        name = chance.choice(by_kind[kind])
        ways = [of_bytes, of_members, of_xml, of_xml, of_xml] if kind in ZIPPED else [of_bytes]
        way = chance.choice(ways)
        yield Mutation(name, way.__name__, way(files[name], chance))


def of_bytes(data: bytes, chance: random.Random) -> bytes:
    """Bytes changed, put in, taken out or cut off."""
    found = bytearray(data)
    for _ in range(chance.choice([1, 1, 3, 20])):
        at = chance.randrange(len(found) + 1)
        what = chance.randrange(5)
        if what == 0:
            found[at : at + 1] = bytes([chance.randrange(256)])
        elif what == 1:
            found[at:at] = chance.randbytes(chance.randint(1, 20))
        elif what == 2:
            del found[at : at + chance.randint(1, 200)]
        elif what == 3:
            found[at : at + 4] = chance.choice([b"\0\0\0\0", b"\xff\xff\xff\xff", b"\1\0\0\0"])
        elif chance.random() < 0.2:
            del found[at:]
    return bytes(found)


def of_members(data: bytes, chance: random.Random) -> bytes:
    """Parts of the archive taken out, emptied, cut off, swapped or said twice."""
    parts = members(data)
    names = [*parts]
    one, other = chance.choice(names), chance.choice(names)
    what = chance.randrange(5)
    if what == 0:
        del parts[one]
    elif what == 1:
        parts[one] = b""
    elif what == 2:
        parts[one] = parts[one][: chance.randrange(len(parts[one]) + 1)]
    elif what == 3:
        parts[one], parts[other] = parts[other], parts[one]
    else:
        parts[f"{one}.copy"] = parts[one]
    return packed(parts)


def of_xml(data: bytes, chance: random.Random) -> bytes:
    """Elements, attributes and texts of a part changed, taken out, moved or said again."""
    parts = members(data)
    one = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    for _ in range(chance.choice([1, 1, 2, 5])):
        found = [*TOKEN.finditer(parts[one])]
        if not found:
            break
        start, end = chance.choice(found).span()
        token = parts[one][start:end]
        what = chance.randrange(5)
        if what == 0:
            new = b""
        elif what == 1:
            new = token + token
        elif what == 2:
            new = chance.choice(found).group()
        elif what == 3:
            new = token[:1] + chance.choice(ODD) + token[-1:]
        else:
            new = re.sub(rb"\d+", lambda _: str(chance.choice([0, 1, 2, 9, 300])).encode(), token)
        parts[one] = parts[one][:start] + new + parts[one][end:]
    return packed(parts)


ZIPPED = (".xlsx", ".ods")


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def try_one(mutation: Mutation) -> str:
    """How a mutated file ended: "read", or the code of its refusal. Raises AssertionError where
    that is no good end; whatever else it raises is a fault of the reader."""
    begun = time.monotonic()
    checked = check_file(mutation.data, mutation.name, catalogue=catalogue(), today=TODAY)
    assert time.monotonic() - begun < SECONDS, "took too long"
    assert all(found.message and found.fix for found in checked.faults)
    try:
        book = read_workbook(mutation.data, mutation.name)
    except Refused as refused:
        assert checked.refused, "read once and refused once"
        return refused.code
    assert not checked.refused or checked.faults[0].code == CHILD_LEVEL.code
    assert_all_accounted(book, checked)
    if book.kind in OTHER_READERS:
        assert_nothing_lost(OTHER_READERS[book.kind](mutation.data), book)
    return "read"


Places = dict[str, set[tuple[int, int]]]


def assert_nothing_lost(places: Places, book: Workbook) -> None:
    """Every filled cell that another reader finds is there."""
    for name, filled in places.items():
        ours = book.sheet(name)
        assert ours is not None, f"sheet {name} was lost"
        lost = filled - {cell[:2] for cell in (*ours.cells, *ours.covered)}
        assert not lost, f"of sheet {name} {sorted(lost)[:9]} were lost"


def xlsx_places(data: bytes) -> Places:
    """The filled cells as openpyxl reads them; none where it can't."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    except Exception:
        # How another library fails is not ours to name.
        return {}
    return {
        sheet.title: {
            (cell.row, cell.column)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value not in (None, "")
        }
        for sheet in book.worksheets
    }


def ods_places(data: bytes) -> Places:
    """The cells with words in them, by a plain walk of the document; none where zipfile fails."""
    try:
        content = members(data)["content.xml"]
    except zipfile.BadZipFile:
        return {}
    tables = ElementTree.fromstring(content).iter(f"{TABLE}table")
    return {table.get(f"{TABLE}name", ""): set(words_in(table)) for table in tables}


def words_in(table: ElementTree.Element) -> Iterator[tuple[int, int]]:
    row = 1
    for line in table.iter(f"{TABLE}table-row"):
        column = 1
        for cell in line:
            if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                if any("".join(words.itertext()).strip() for words in cell.findall(f"{TEXT}p")):
                    yield row, column
                column += int(cell.get(f"{TABLE}number-columns-repeated", 1))
        row += int(line.get(f"{TABLE}number-rows-repeated", 1))


OTHER_READERS = {"xlsx": xlsx_places, "ods": ods_places}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=2000)
    options.add_argument("--stacked", type=int, default=1000)
    options.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = options.parse_args()
    print(f"{given.times} mutated files, seed {given.seed}", flush=True)
    ends: Counter[str] = Counter()
    wrong = 0
    for number, mutation in zip(range(given.times), mutations(given.seed), strict=False):
        try:
            ends[try_one(mutation)] += 1
        except Exception as error:
            wrong += 1
            kept = Path("build") / "fuzz" / f"{given.seed}-{number}-{mutation.name}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(mutation.data)
            print(
                f"{kept} ({mutation.how}): {type(error).__name__}: {str(error)[:300]}", flush=True
            )
    print(", ".join(f"{end} {count}" for end, count in ends.most_common()))
    stacked = Counter(outcome(seed) for seed in range(given.stacked))
    print(f"{given.stacked} workbooks of tables one under another: {dict(stacked)}")
    wrong += stacked["wrong"] + (stacked["exact"] < 0.99 * given.stacked)
    print(f"{wrong} ended badly" if wrong else "All ended in an answer, and no cell was lost.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
