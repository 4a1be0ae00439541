"""Real attack, damaged and published files, where they stand beside the project.

They are other people's files and not part of the repository; the project passes without them.
Every file must end in a workbook or in a refusal, and leave no process behind.
"""

from contextlib import suppress
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import pytest
from coverage import Coverage

from dscp_data.intake.cells.workbook import Refused, Workbook
from dscp_data.intake.files.refusals import REFUSALS
from dscp_data.intake.files.workbook_reader import read_workbook

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
FILES = sorted(
    path
    for folder in ("hostile", "published")
    for path in (SHARED / folder).glob("*")
    if path.name != "MANIFEST.csv"
)
SECONDS = 20 * (1 if Coverage.current() is None else 2)  # measuring takes as long again

READ = {
    "PhpSpreadsheet__corruptMeta.ods",
    "messytables__large.ods",
    "messytables__weird_head_padding.csv",
    "ons_household_debt.xls",
    "poi__poi-fuzz.xls",
    "readODS__lotsofnothing_test.ods",
}

REFUSED = {
    "calamine__too_small.xls": "not_excel",
    "calamine__OOM_alloc2.xls": "old_excel",
    "messytables__encrypted_no_password.xls": "password",
    "poi__password.xls": "password",
    "roo__encrypted-letmein.ods": "password",
    "excelize__BadWorkbook.xlsx": "damaged",
    "exceljs__invalid-xml.xlsx": "damaged",
    "excelize__encryptSHA1.xlsx": "password",
    "msoffcrypto-tool__example_password.xlsx": "password",
    "ons_tourism.xlsx": "embedded",
    "poi__57893-many-merges.xlsx": "too_many_merges",
    "poi__poc-shared-strings.xlsx": "damaged",
    "poi__poc-xmlbomb.xlsx": "unsafe",
    "poi__protected_passtika.xlsx": "password",
    "poi__xlmmacro.xlsm": "macros",
    "sheetjs__large_strings.xlsx": "inflates",
    "sheetjs__number_format.xlsm": "macros",
}


def answer(path: Path) -> Workbook | Refused:
    try:
        return read_workbook(path.read_bytes(), path.name)
    except Refused as refused:
        return refused


def processor_time() -> float:
    """Seconds of this process and of the children that ended: a busy machine adds none."""
    return sum(sum(getrusage(who)[:2]) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))


def children() -> set[str]:
    """The processes that this one started and that are still there, ended or not."""
    found: set[str] = set()
    for task in Path("/proc/self/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that has just ended
            found.update(task.read_text().split())
    return found


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_a_file_ends_in_a_workbook_or_a_sentence(path: Path) -> None:
    before = children()
    started = processor_time()
    result = answer(path)
    assert processor_time() - started < SECONDS
    assert children() <= before
    if isinstance(result, Workbook):
        assert any(sheet.cells for sheet in result.sheets)
    else:
        assert result.code in REFUSALS
        assert result.code == REFUSED.get(path.name, result.code)


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name in REFUSED], ids=lambda path: path.name
)
def test_a_file_is_refused_for_the_right_reason(path: Path) -> None:
    result = answer(path)
    assert isinstance(result, Refused)
    assert result.code == REFUSED[path.name]


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name in READ], ids=lambda path: path.name
)
def test_an_honest_file_of_another_format_is_read(path: Path) -> None:
    result = answer(path)
    assert isinstance(result, Workbook)
    assert result.kind == path.suffix[1:]
