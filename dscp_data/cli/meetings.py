"""Commands on meetings: meetings, meeting, agenda, minutes, actions."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from dscp_data.cli.exit_codes import OK, WrongUse
from dscp_data.cli.figures import utc_time
from dscp_data.cli.output import plain, say, user_name, write_file, write_json
from dscp_data.meetings import actions as following
from dscp_data.meetings.meeting import Meeting, all_meetings, find_meeting
from dscp_data.meetings.preparation import agenda
from dscp_data.meetings.record import Author, create_meeting
from dscp_data.model.clock import today
from dscp_data.model.text import pluralise
from dscp_data.store import Store, open_store
from dscp_data.store.event_log.access_log import DownloadEvent, File, record_download

DOCUMENT = ".docx"


def add_meetings(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("meetings", help="list meetings")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=list_meetings)
    return command


def add_meeting(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("meeting", help="add a meeting and prepare its agenda")
    command.add_argument("what", choices=["new"])
    command.add_argument("--date", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
    command.add_argument(
        "--as-of", type=utc_time, metavar="TIME", help="show figures as at this time, not as at now"
    )
    command.add_argument("--by", default=user_name())
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=new_meeting)
    return command


def add_agenda(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("agenda", help="list the items of a meeting in order")
    command.add_argument("meeting", metavar="MEETING", help="its id or its date")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=list_agenda)
    return command


def add_minutes(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("minutes", help="write the minutes of a meeting")
    command.add_argument("meeting", metavar="MEETING", help="its id or its date")
    command.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    command.set_defaults(run=write_minutes)
    return command


def add_actions(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("actions", help="list the actions of all meetings")
    command.add_argument("--open", action="store_true", help="only those still open")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=list_actions)
    return command


def list_meetings(options: argparse.Namespace) -> int:
    with open_store(options.database) as store:
        found = [meeting_row(store, one) for one in all_meetings(store)]
    if options.json:
        write_json(found)
        return OK
    for one in found:
        print(f"{one['id']}  {one['date']}  {one['title']}  {one['state']}")
    if not found:
        say("No meeting has been set yet. Add one with: meeting new --date YYYY-MM-DD")
    return OK


def meeting_row(store: Store, meeting: Meeting) -> dict[str, Any]:
    found = [one for one in following.actions(store) if one.meeting.id == meeting.id]
    details = meeting.details
    return {
        "id": meeting.id,
        "date": meeting.day.isoformat(),
        "title": meeting.title,
        "place": details.place if details else "",
        "state": meeting.state,
        "prepared": details is not None,
        "as_of": plain(meeting.as_of),
        "invited": list(details.invited) if details else [],
        "present": list(details.present) if details else [],
        "minutes_version": meeting.versions,
        "actions": len(found),
        "open_actions": sum(one.is_open for one in found),
    }


def new_meeting(options: argparse.Namespace) -> int:
    with open_store(options.database) as store:
        made = create_meeting(store, options.date, Author(options.by), as_of=options.as_of)
        row, items = meeting_row(store, made), agenda(store, made)
    if options.json:
        write_json({**row, "items": len(items)})
    else:
        print(made.id)
    say(f"Meeting {made.id}, {made.name}, has {pluralise(len(items), 'item')} on its agenda.")
    return OK


def list_agenda(options: argparse.Namespace) -> int:
    with open_store(options.database) as store:
        items = agenda(store, find_meeting(store, options.meeting))
    if options.json:
        write_json(
            [
                {
                    "position": place,
                    "id": one.id,
                    "kind": one.kind,
                    "title": one.title,
                    "detail": one.detail,
                    "heading": one.heading,
                    "indicator": one.indicator,
                    "agency": one.agency,
                    "locality": one.locality,
                    "priority": one.priority,
                    "as_of": plain(one.as_of),
                    "owner": one.owner,
                    "minutes": one.minutes,
                }
                for place, one in enumerate(items, 1)
            ]
        )
        return OK
    for place, one in enumerate(items, 1):
        print(f"{place}. {one.title}" + (f" ({one.detail})" if one.detail else ""))
    return OK


def write_minutes(options: argparse.Namespace) -> int:
    # Charts and office documents take a second to import, and other commands need none.
    from dscp_data.exports.document import document_of
    from dscp_data.exports.minutes import minutes_of

    path = options.output
    if path.suffix.lower() != DOCUMENT:
        raise WrongUse(f"The name of minutes ends in {DOCUMENT}, not in {path.suffix!r}.")
    with open_store(options.database) as store:
        meeting = find_meeting(store, options.meeting)
        made = minutes_of(store, meeting, user_name())
        content = document_of(made)
        taken = DownloadEvent(path.name, f"the minutes of {meeting.name}", "exact")
        record_download(store, File(content, len(made.items)), taken, by=user_name())
    write_file(path, content)
    say(f"Saved: {path}, {pluralise(len(made.items), 'item')}")
    return OK


def list_actions(options: argparse.Namespace) -> int:
    with open_store(options.database) as store:
        found = following.actions(store)
        plan = store.plan
    if options.open:
        found = [one for one in found if one.is_open]
    if options.json:
        write_json([action_row(one) for one in found])
        return OK
    for one in found:
        print(f"{one.entry.text} ({following.describe_action(one, plan, today())})")
    if not found:
        say("There are no open actions." if options.open else "There are no actions yet.")
    return OK


def action_row(action: following.Action) -> dict[str, Any]:
    entry = action.entry
    return {
        "id": entry.id,
        "meeting": action.meeting.id,
        "meeting_date": action.meeting.day.isoformat(),
        "item": action.item.title,
        "indicator": action.item.indicator,
        "text": entry.text,
        "owner": entry.owner,
        "due": plain(entry.due),
        "status": entry.status,
        "overdue": action.is_overdue(today()),
    }
