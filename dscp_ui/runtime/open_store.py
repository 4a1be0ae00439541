"""The one store of this process, opened on first use.

It is no entry of a Streamlit cache, because those can be emptied while the server runs. The file
would stay locked by the old store, and no new one could open it.
"""

from __future__ import annotations

import threading

from dscp_data.store import Store, default_path, open_store


class OpenStore:
    """Opens the store once, for every thread. Where that fails, the next call tries again."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.opened: Store | None = None

    def __call__(self) -> Store:
        """The store. Raises Unavailable where it must not be used, and InUse."""
        opened = self.opened
        if opened is not None:
            return opened
        with self.lock:
            if self.opened is None:
                self.opened = open_store(default_path())
            return self.opened

    def forget(self) -> None:
        """Let the next call open a store anew. Closing the old one is up to the caller."""
        with self.lock:
            self.opened = None


store = OpenStore()
