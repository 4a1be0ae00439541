"""A log as an earlier dashboard would have left it."""

from dataclasses import replace

from dscp_data.store.event_log.events import FIRST, events, insert


def drop_events(cursor, kinds):
    """Leave some kinds of event out of a log, as if they had never been recorded."""
    log = [event for event in events(cursor) if event.what not in kinds]
    cursor.execute("DELETE FROM event")
    previous = FIRST
    for number, event in enumerate(log, 1):
        moved = replace(event, number=number, previous_hash=previous)
        insert(cursor, replace(moved, hash=moved.right_hash))
        previous = moved.right_hash
