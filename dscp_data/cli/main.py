"""The commands and their options."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import gettempdir
from typing import NoReturn

from dscp_data.catalogue import CatalogueError
from dscp_data.catalogue.plan_folder import SETTING as PLAN_SETTING
from dscp_data.cli import (
    evidence,
    figures,
    files,
    meetings,
    pack,
    plan,
    publication,
    returns,
    roles,
)
from dscp_data.cli import maintenance as keeping
from dscp_data.cli import retention as retaining
from dscp_data.cli import templates as handouts
from dscp_data.cli.exit_codes import WRONG_USE, WrongUse
from dscp_data.store import StoreError, default_path
from dscp_data.store.engine.errors import storage_fault

DATABASE_HELP = "the DuckDB file; where DSCP_STORE names PostgreSQL, only what lies beside it"


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(WRONG_USE, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    options = parser().parse_args(arguments)
    if options.plan:
        os.environ[PLAN_SETTING] = str(options.plan.resolve())
    try:
        return options.run(options)
    except (WrongUse, CatalogueError, StoreError) as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        # Workbooks are written by way of scratch files, and lxml has errors of its own for them.
        fault = storage_fault(error, Path(getattr(error, "filename", None) or gettempdir()))
        if fault is None:
            raise
        print(fault, file=sys.stderr)
        return WRONG_USE


def parser() -> Parser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--database",
        type=Path,
        default=None,
        help=DATABASE_HELP,
    )
    shared.add_argument("--plan", type=Path, default=None, help="the folder of the plan's files")
    top = Parser(prog="python -m dscp_data", description=__doc__, parents=[shared])
    commands = top.add_subparsers(required=True, metavar="COMMAND", parser_class=Parser)
    for add in (
        files.add_check,
        files.add_load,
        returns.add_withdraw,
        returns.add_returns,
        returns.add_due,
        figures.add_observations,
        figures.add_trend,
        meetings.add_meetings,
        meetings.add_meeting,
        meetings.add_agenda,
        meetings.add_minutes,
        meetings.add_actions,
        evidence.add_evidence,
        evidence.add_coverage,
        evidence.add_reform,
        pack.add_pack,
        handouts.add_template,
        handouts.add_comparators,
        keeping.add_backup,
        keeping.add_restore,
        keeping.add_rebuild,
        keeping.add_verify_log,
        keeping.add_rotate_key,
        keeping.add_move,
        retaining.add_retention,
        roles.add_role,
        roles.add_roles,
        plan.add_plan,
        publication.add_publish,
        publication.add_compare,
    ):
        command = add(commands)
        command.add_argument(
            "--database",
            type=Path,
            default=argparse.SUPPRESS,
            help=DATABASE_HELP,
        )
        command.add_argument(
            "--plan",
            type=Path,
            default=argparse.SUPPRESS,
            help="the folder of the plan's files",
        )
    top.set_defaults(database=default_path())
    return top
