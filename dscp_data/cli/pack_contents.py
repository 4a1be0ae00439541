"""What a meeting pack that the command line writes consists of."""

from __future__ import annotations

import argparse

from dscp_data.aggregation.selection import Audience
from dscp_data.cli.exit_codes import WrongUse
from dscp_data.cli.output import user_name
from dscp_data.exports.marked_csv import marking_of
from dscp_data.exports.meeting_pack import meeting_pack
from dscp_data.exports.pack import Pack, notable_pages, page_of, sample_notice
from dscp_data.meetings.meeting import find_meeting
from dscp_data.model.clock import today, utc_now
from dscp_data.model.text import format_date
from dscp_data.store import Store
from dscp_data.trends import Selection, trends


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
