"""Loads files one after another, and says of each when it is accepted; then works out what a wider
audience sees of it: to be killed meanwhile."""

import sys
from pathlib import Path

from dscp_data.disclosure.protected_cube import refresh_protected
from dscp_data.operations.bulk_load import Arrival, load
from dscp_data.store import Store
from dscp_data.store.backup.backup import make_backup

database, *files = map(Path, sys.argv[1:])
with Store(database) as store:
    print("ready", flush=True)
    for file in files:
        loaded = load(store, Arrival(file), by="analyst", reason="Asked")
        print(loaded.receipt.return_id, flush=True)
        refresh_protected(store, [store.plan.indicator("E08")])
    make_backup(store)
print("done", flush=True)
