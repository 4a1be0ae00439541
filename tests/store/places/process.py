"""A server's process with a store that others have open too: `process DATABASE writer|reader`.

A writer accepts a return for each number on its standard input, with that figure for every
locality, and prints the return's id and the data version. Told "stay", it stays inside a change
that it has written. A reader reads all the time until its standard input ends, and prints of each
answer the data version and the figures that it saw.
"""

import sys
import threading
from pathlib import Path

from dscp_data.model.periods import month
from dscp_data.store import accept, open_store
from dscp_data.store.engine.versions import read_data_version
from tests.making import checked, observation

LOCALITIES = ("derwentside", "easington", "sedgefield")
PERIOD = month(2025, 4)


def write(store):
    for line in sys.stdin:
        if line.strip() == "stay":
            stay_inside(store)
        number = float(line)
        content = f"return of {number}".encode()
        lines = [
            observation(locality=locality, period=PERIOD, numerator=number)
            for locality in LOCALITIES
        ]
        receipt = accept(store, checked(*lines, content=content), content, by="a writer")
        say(receipt.return_id, store.version)


def stay_inside(store):
    with store.transaction() as cursor:
        cursor.execute("UPDATE current_observation SET numerator = -1")
        say("inside")
        sys.stdin.read()


def read(store):
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    is_last = False
    while not is_last:
        is_last = ended.is_set()
        with store.cursor() as cursor:
            version = read_data_version(cursor)
            figures = cursor.execute("SELECT numerator FROM current_observation").fetchall()
        say(version, *(int(figure) for (figure,) in figures))


def say(*words):
    print(*words, flush=True)


if __name__ == "__main__":
    with open_store(Path(sys.argv[1])) as opened:
        say("open")
        {"writer": write, "reader": read}[sys.argv[2]](opened)
