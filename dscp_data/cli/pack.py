"""The command that writes a meeting pack."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, get_args

from dscp_data.aggregation.selection import Audience
from dscp_data.cli.exit_codes import OK, WrongUse
from dscp_data.cli.figures import FORMER_AUDIENCES
from dscp_data.cli.output import say, user_name, write_file
from dscp_data.model.text import pluralise
from dscp_data.store import open_store
from dscp_data.store.event_log.access_log import DownloadEvent, File, record_download


def add_pack(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("pack", help="write a meeting pack: slides, PDF or workbook")
    shows = command.add_mutually_exclusive_group()
    shows.add_argument("--meeting", metavar="MEETING", help="its id or its date")
    shows.add_argument("--indicator", nargs="+", metavar="ID", default=[])
    command.add_argument(
        "--audience", choices=[*get_args(Audience), *FORMER_AUDIENCES], default="exact"
    )
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    command.set_defaults(run=write)
    return command


def write(options: argparse.Namespace) -> int:
    # Charts and office documents take a second to import, and other commands need none.
    from dscp_data.cli.pack_contents import pack_of
    from dscp_data.exports.pack import FORMATS, write_pack

    path, ending = options.output, options.output.suffix.lower()
    if ending not in FORMATS:
        raise WrongUse(f"The name of a pack ends in {', '.join(FORMATS)}, not in {ending!r}.")
    audience: Audience = FORMER_AUDIENCES.get(options.audience, options.audience)
    with open_store(options.database) as store:
        pack = pack_of(store, options, audience)
        content, pages = write_pack(pack, ending), len(pack.pages)
        taken = DownloadEvent(path.name, "a meeting pack", audience)
        record_download(store, File(content, pages), taken, by=user_name())
    write_file(path, content)
    say(f"Saved: {path}, {pluralise(pages, 'chart')}")
    return OK
