"""The command that writes a meeting pack."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, get_args

from dscp_data.aggregation.selection import Audience
from dscp_data.cli.exit_codes import OK, WrongUse
from dscp_data.cli.figures import FORMER_AUDIENCES
from dscp_data.cli.output import say, user_name, write_file
from dscp_data.exports.marked_csv import marking_of
from dscp_data.exports.meeting_pack import meeting_pack
from dscp_data.exports.pack import (
    FORMATS,
    Pack,
    notable_pages,
    page_of,
    sample_notice,
    write_pack,
)
from dscp_data.meetings.meeting import find_meeting
from dscp_data.model.clock import today, utc_now
from dscp_data.model.text import format_date, pluralise
from dscp_data.store import Store, open_store
from dscp_data.store.event_log.access_log import DownloadEvent, File, record_download
from dscp_data.trends import Selection, trends


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


def pack_of(store: Store, options: argparse.Namespace, audience: Audience) -> Pack:
    """The pack of a meeting, of some indicators, or of those with news since the last meeting."""
    plan, selection = store.plan, Selection(audience=audience)
    if options.meeting:
        meeting = find_meeting(store, options.meeting)
        return refuse_empty(meeting_pack(store, meeting, audience, user_name()))
    if options.indicator:
        indicators = [plan.indicator(id) for id in options.indicator]
        pages = [page_of(one, plan) for one in trends(store, indicators, selection)]
        shows = ", ".join(options.indicator)
    else:
        pages = notable_pages(store, selection)
        shows = "the indicators with news since the last meeting"
    marking = marking_of(plan, audience, user_name(), utc_now(), shows, store.version)
    title = f"{plan.partnership.group}, {format_date(today())}"
    return refuse_empty(Pack(title, marking, tuple(pages), sample_notice(store)))


def refuse_empty(pack: Pack) -> Pack:
    if not pack.pages and not pack.text_pages:
        raise WrongUse("Nothing is new since the last meeting. Choose charts with --indicator.")
    return pack
