"""A workbook to what it says and what is wrong with it: the whole way, in one pass."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from hashlib import sha256 as digest

from dscp_data.catalogue import Catalogue
from dscp_data.intake import remembered, rules
from dscp_data.intake.account import Account
from dscp_data.intake.agencies import resolve_agency
from dscp_data.intake.columns import Column, read_columns
from dscp_data.intake.context import Context, of_sheet_name, read_context, with_corner
from dscp_data.intake.faults import fault
from dscp_data.intake.figures import Figure, read_figures
from dscp_data.intake.headings import Headings
from dscp_data.intake.names import Names
from dscp_data.intake.observations import Checker
from dscp_data.intake.privacy import child_level
from dscp_data.intake.reader import read_workbook
from dscp_data.intake.registers import Registers, register_kind
from dscp_data.intake.sheets import account_for_rest, describe, is_note_sheet, report_hidden
from dscp_data.intake.tables import Found, Table, find_tables
from dscp_data.intake.totals import without_totals
from dscp_data.intake.unplaced import possible_headings, unplaced_in
from dscp_data.intake.workbook import Cell, Refused, Sheet, Workbook
from dscp_data.mappings import NO_MAPPINGS, Mapping, Mappings
from dscp_data.returns import Checked, Fault

COVER_ROWS = 40


@dataclass
class SheetRead:
    """What was read from one sheet so far."""

    sheet: Sheet
    account: Account
    context: Context
    layout: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    agency_unknown: bool = False


def check_file(
    data: bytes,
    file: str,
    *,
    catalogue: Catalogue,
    today: date,
    agency: str | None = None,
    mappings: Mappings = NO_MAPPINGS,
) -> Checked:
    """Read and check the bytes of a file. A file that is refused says so in one fault."""
    sha256 = digest(data).hexdigest()
    try:
        workbook = read_workbook(data, file)
    except Refused as refused:
        why = Fault("", "", "", refused.code, "error", refused.message, refused.fix)
        return refusal(file, sha256, why)
    return check_workbook(
        workbook,
        file=file,
        sha256=sha256,
        catalogue=catalogue,
        today=today,
        agency=agency,
        mappings=mappings,
    )


def refusal(file: str, sha256: str, why: Fault) -> Checked:
    return Checked(file, sha256, None, (), (), (), (), (), (why,), None, refused=True)


def check_workbook(
    workbook: Workbook,
    *,
    file: str,
    sha256: str,
    catalogue: Catalogue,
    today: date,
    agency: str | None = None,
    mappings: Mappings = NO_MAPPINGS,
) -> Checked:
    """What a workbook says, and every fault in it, each with its sheet and cell.

    Whose mappings count is known only when a file has been read once: where the sender's stand in
    it, it is read again with them.
    """
    with no_collection():
        read = partial(checked, workbook, file, sha256, catalogue, today, agency)
        found = read(remembered.own_names(mappings, catalogue))
        mine = mappings.of(found.writer)
        return read(mine) if not found.refused and remembered.stand_in(mine, workbook) else found


@contextmanager
def no_collection() -> Iterator[None]:
    """Garbage is not looked for meanwhile: half a million values that hold no cycle are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def checked(
    workbook: Workbook,
    file: str,
    sha256: str,
    catalogue: Catalogue,
    today: date,
    agency: str | None,
    mappings: tuple[Mapping, ...],
) -> Checked:
    names = Names(catalogue, remembered.means_of(mappings))
    headings = Headings(names)
    found = [(sheet, find_tables(sheet, headings)) for sheet in workbook.sheets]
    # What children are called must not become harmless by being said to mean something else.
    listed = child_level(found, Headings(Names(catalogue)) if mappings else headings)
    if listed is not None:
        return refusal(file, sha256, fault(rules.CHILD_LEVEL, listed.sheet, "", what=listed.what))
    registers = Registers(catalogue, headings, today)
    read = [read_sheet(sheet, tables, headings, registers, catalogue) for sheet, tables in found]
    sent = resolve_agency(read, file, agency, names)
    checker = Checker(catalogue, today)
    observations = checker.observations(
        (figure, sender, one.account)
        for one in read
        for figure in one.figures
        if (sender := figure.agency or sent.agency)
    )
    lists = registers.finish(observations, sent.agency)
    sent.faults += remembered.gone_faults(mappings, names.sender.gone)
    if not any(one.layout for one in read):
        sent.faults.append(fault(rules.NO_TABLES, "", ""))
    for one in read:
        stored = {o.cell for o in observations if o.sheet == one.sheet.name}
        account_for_rest(one.sheet, one.account, stored)
    agency_of_file = sent.agency or sent.only_agency(observations)
    return Checked(
        file,
        sha256,
        agency_of_file,
        (
            *(phrase for one in read for phrase in one.layout),
            *remembered.told(mappings, names.sender.used, catalogue),
        ),
        tuple(observations),
        lists.concerns,
        lists.evidence,
        lists.actions,
        (*sent.faults, *(f for one in read for f in one.account.in_order())),
        lists.cut_off,
        recognised=tuple(entry for one in read for entry in one.account.ranges()),
        meetings=lists.meetings,
        unplaced=unplaced_in(((one.sheet, one.account.asked) for one in read), headings),
        writer=agency_of_file or remembered.only_agency_in(workbook, names),
    )


def read_sheet(
    sheet: Sheet, found: Found, headings: Headings, registers: Registers, catalogue: Catalogue
) -> SheetRead:
    account = Account(sheet.name)
    read = SheetRead(sheet, account, of_sheet_name(sheet.name, headings))
    notes = not found.tables and is_note_sheet(sheet, headings)
    first_lines = found.tables[0].above if found.tables else found.loose[:COVER_ROWS]
    listener = account if found.tables or notes else Account(sheet.name)
    read.context = read_context(first_lines, read.context, headings, listener)
    for number, table in enumerate(found.tables):
        read_table(table, read, headings, registers, catalogue, is_first=number == 0)
    if not read.layout:
        note_all(account, sheet.cells, "note")
        if not notes and not is_note_sheet(sheet, headings):
            account.fault(rules.NO_TABLE, None, name=sheet.name)
            account.asked += possible_headings(sheet, headings)
    report_hidden(sheet, account, has_tables=bool(read.layout))
    return read


def read_table(
    table: Table,
    read: SheetRead,
    headings: Headings,
    registers: Registers,
    catalogue: Catalogue,
    *,
    is_first: bool,
) -> None:
    account = read.account
    kind = register_kind(table, headings)
    if kind:
        registers.read(kind, table, account)
        read.layout.append(f"Sheet “{read.sheet.name}”: {kind} at {table.place}")
        note_around(table, account)
        return
    context = read.context if is_first else read_context(
        table.above, read.context, headings, account
    )  # fmt: skip
    columns = read_columns(table, headings, context.year)
    if not any(column.role == "figure" for column in columns):
        return
    note_around(table, account)
    context = with_corner(context, columns, headings)
    figures = read_figures(table, columns, context, headings, account)
    note_columns(table, columns, account)
    read.figures += without_totals(figures, catalogue, account)
    read.agency_unknown |= context.agency_unknown
    read.layout.append(describe(table, columns))


def note_around(table: Table, account: Account) -> None:
    """The title above a table, its headings and the notes below it are recognised."""
    for what, rows in (("title", table.above), ("heading", table.header), ("note", table.below)):
        for _, cells in rows:
            if what == "heading" or any(isinstance(cell.value, str) for cell in cells.values()):
                note_all(account, cells.values(), what)


def note_columns(table: Table, columns: list[Column], account: Account) -> None:
    """Labels and comments are recognised; a column that nobody knows is asked about."""
    for column in columns:
        if column.role == "figure":
            continue
        cells = [row[column.number] for _, row in table.lines if column.number in row]
        if column.role != "unknown":
            note_all(account, cells, column.role)
            continue
        account.note_all(cells, "in a column that was not understood")
        numbers = any(isinstance(cell.value, int | float) for cell in cells)
        if cells:
            rule = rules.UNKNOWN_COLUMN if numbers else rules.IGNORED_COLUMN
            text = column.heading or f"column {cells[0].address.rstrip('0123456789')}"
            account.fault(rule, column.cell or cells[0], column.heading, text=text)


def note_all(account: Account, cells: Iterable[Cell], what: str) -> None:
    """Cells are recognised, unless more is known of them."""
    for cell in cells:
        account.what.setdefault((cell[0], cell[1]), what)
