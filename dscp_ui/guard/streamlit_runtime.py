"""Access to the running Streamlit: its sessions, and the sizes of uploads in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from streamlit import config, runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager


def uploaded_sizes() -> Mapping[str, Sequence[int]]:
    """The sizes of the files that are held in memory, by the id of their session."""
    if not runtime.exists():
        return {}
    manager = runtime.get_instance().uploaded_file_mgr
    if not isinstance(manager, MemoryUploadedFileManager):
        raise TypeError(f"Uploads are held by a {type(manager).__name__}, which cannot be counted.")
    return {
        session: [len(file.data) for file in list(files.values())]
        for session, files in list(manager.file_storage.items())
    }


def sessions_open() -> int:
    """How many pages are connected."""
    if not runtime.exists():
        return 0
    return runtime.get_instance()._session_mgr.num_active_sessions()


def seconds_to_reconnect() -> float:
    """How long Streamlit keeps a session whose connection closed."""
    return float(config.get_option("server.disconnectedSessionTTL") or 0)


def close_if_disconnected(session: str) -> bool:
    """Drop a session and its files for good, unless a page has connected to it again. Gives whether
    it is gone. On the event loop only."""
    if not runtime.exists():
        return True
    running = runtime.get_instance()
    if running.is_active_session(session):
        return False
    running.close_session(session)

    # Also what arrived after the session had been closed.
    running.uploaded_file_mgr.remove_session_files(session)
    return True
