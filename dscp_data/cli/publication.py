"""Commands that publish figures and compare partnerships: publish, compare."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from dscp_data.catalogue import catalogue
from dscp_data.cli.exit_codes import OK, WrongUse
from dscp_data.cli.output import as_written, say, user_name
from dscp_data.exports.publication.comparison import compare
from dscp_data.exports.publication.publishing import partnership_id, publish
from dscp_data.exports.publication.version_file import PublicationError
from dscp_data.model.periods import PERIOD_TYPES
from dscp_data.model.text import pluralise
from dscp_data.store import open_store
from dscp_data.store.parquet.comparison import compare_totals


def add_publish(commands: Any) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        "publish", help="write figures as Parquet for other partnerships to compare with"
    )
    command.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    command.add_argument("--audience", choices=("exact", "protected"), default="protected")
    command.add_argument(
        "--agreement", default="", help="the agreement under which exact figures are shared"
    )
    command.add_argument("--by", default=user_name())
    command.set_defaults(run=publish_figures)
    return command


def add_compare(commands: Any) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        "compare", help="compare partnerships by what they published"
    )
    command.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    command.add_argument("--indicator", nargs="+", default=[], metavar="ID")
    command.add_argument("--period", choices=PERIOD_TYPES, default="quarter")
    command.add_argument("--format", choices=("csv", "json"), default="csv")
    command.set_defaults(run=compare_partnerships, totals=compare_totals)
    return command


def publish_figures(options: argparse.Namespace) -> int:
    with open_store(options.database) as store:
        try:
            version = publish(
                store,
                options.output,
                audience=options.audience,
                agreement=options.agreement,
                by=options.by,
            )
        except PublicationError as error:
            raise WrongUse(str(error)) from error
    say(
        f"{pluralise(len(version.files), 'file')} published in {options.output}. "
        f"{version.marking}: {version.handling}"
    )
    return OK


def compare_partnerships(options: argparse.Namespace) -> int:
    try:
        found = compare(
            options.folders,
            options.period,
            indicators=options.indicator,
            totals=options.totals,
        )
    except PublicationError as error:
        raise WrongUse(str(error)) from error
    for version in found.versions:
        say(f"{version.name}: {version.marking}, published {version.published_at} UTC")
    for id in found.left_out:
        say(f"{id} is counted in different ways, so it is ranked only among those that agree.")
    own = found.figures["partnership"] == partnership_id(catalogue())
    sys.stdout.write(as_written(found.figures.assign(is_own=own), options.format))
    return OK
