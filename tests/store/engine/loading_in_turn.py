"""Loads files one after another, and says of each when it is accepted; then works out what a wider
audience sees of it: to be killed meanwhile. With --states, notes what is shown after each file."""

import argparse
from pathlib import Path

from dscp_data.disclosure.protected_cube import refresh_protected
from dscp_data.operations.bulk_load import Arrival, load
from dscp_data.store import open_store
from dscp_data.store.backup.backup import make_backup
from tests.store.figures import figures

parser = argparse.ArgumentParser()
parser.add_argument("--states", type=Path)
parser.add_argument("database", type=Path)
parser.add_argument("files", type=Path, nargs="*")
options = parser.parse_args()


def note_state(store, number):
    if options.states:
        (options.states / f"{number}.txt").write_text(figures(store), encoding="utf-8")


with open_store(options.database) as store:
    print("ready", flush=True)
    note_state(store, 0)
    for number, file in enumerate(options.files, 1):
        loaded = load(store, Arrival(file), by="analyst", reason="Asked")
        print(loaded.receipt.return_id, flush=True)
        refresh_protected(store, [store.plan.indicator("E08")])
        note_state(store, number)
    make_backup(store)
print("done", flush=True)
