"""Commands for templates and published figures: template, comparators."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from dscp_data.cli.exit_codes import FAULTS, OK
from dscp_data.cli.output import say, user_name, write_file
from dscp_data.comparators import read_areas, read_comparators
from dscp_data.model.clock import today
from dscp_data.model.periods import council_year
from dscp_data.store import open_store, save_comparators
from dscp_data.store.event_log.access_log import DownloadEvent, File, record_download


def add_template(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("template", help="make the return workbook for an agency")
    command.add_argument("agency", metavar="AGENCY")
    command.add_argument("--year", type=year_named, help="as 2026-27")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    command.set_defaults(run=write_template)
    return command


def add_comparators(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("comparators", help="load published figures")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.set_defaults(run=load_comparators)
    return command


def write_template(options: argparse.Namespace) -> int:
    # What writes workbooks takes long to import, and other commands need none of it.
    from dscp_data.templates.prefilled import prefilled_template

    with open_store(options.database) as store:
        workbook = prefilled_template(store, options.agency, options.year or council_year(today()))
        taken = DownloadEvent(options.output.name, f"the template for {options.agency}", "exact")
        record_download(store, File(workbook), taken, by=user_name())
    write_file(options.output, workbook)
    say(f"Saved: {options.output}")
    return OK


def load_comparators(options: argparse.Namespace) -> int:
    areas = read_areas()
    blocked = False
    with open_store(options.database) as store:
        for path in options.files:
            figures, faults = read_comparators(path, path.name, areas)
            blocked = blocked or any(fault.severity == "error" for fault in faults)
            if figures:
                save_comparators(store, figures)
            print(f"{path.name}: {len(figures)} published figures loaded")
            for fault in faults:
                print(f"  {fault.severity} {fault.cell or 'file'}: {fault.message} {fault.fix}")
    return FAULTS if blocked else OK


def year_named(text: str) -> int:
    """The council year "2026-27" as 2026, and so "2026". Raises ArgumentTypeError for anything
    else."""
    match = re.fullmatch(r"(\d{4})(?:[-/](\d{2}))?", text)
    if not match or (match[2] and (int(match[1]) + 1) % 100 != int(match[2])):
        raise argparse.ArgumentTypeError(f"write the council year as 2026-27, not {text!r}")
    return int(match[1])
