"""Upload quotas: bytes and files in memory, for one person and in total."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.datastructures import Headers

MB = 1024 * 1024
PATH = "/_stcore/upload_file/"
# What a form adds to the bytes of its file.
OVERHEAD = 64 * 1024

# The sizes in bytes of the files that Streamlit holds, by the id of its session.
Stored = Callable[[], Mapping[str, Sequence[int]]]


@dataclass(frozen=True)
class UploadLimits:
    """In bytes, and in numbers of files."""

    bytes_each: int = 100 * MB
    files_each: int = 100
    bytes_total: int = 400 * MB
    files_total: int = 1_000
    max_file: int = 10 * MB


class UploadRefused(Exception):
    """No room for a file; the message says what to do."""


@dataclass
class InFlight:
    """Uploads of one person that are being received, by the bytes reserved for them."""

    sizes: list[int] = field(default_factory=list)


class Uploads:
    """Admits uploads while there is room. What is being received counts with its full size."""

    def __init__(self, stored: Stored, limits: UploadLimits | None = None) -> None:
        self.stored = stored
        self.limits = limits or UploadLimits()
        self.receiving: list[int] = []

    @contextmanager
    def admitted(self, mine: InFlight, pages: Collection[str], size: int) -> Iterator[None]:
        """Room for `size` bytes, for as long as they are received. `pages` are the person's
        Streamlit sessions. Raises UploadRefused."""
        self.check(mine, pages, size)
        for reserved in (mine.sizes, self.receiving):
            reserved.append(size)
        try:
            yield
        finally:
            for reserved in (mine.sizes, self.receiving):
                reserved.remove(size)

    def check(self, mine: InFlight, pages: Collection[str], size: int) -> None:
        limits, stored = self.limits, self.stored()
        own = [*mine.sizes, size]
        every = [*self.receiving, size]
        for page, sizes in stored.items():
            every.extend(sizes)
            if page in pages:
                own.extend(sizes)
        if size > limits.max_file + OVERHEAD:
            raise UploadRefused(f"The largest file you can upload is {limits.max_file // MB} MB.")
        if len(own) > limits.files_each or sum(own) > limits.bytes_each:
            raise UploadRefused(
                f"You can have up to {limits.files_each} files and {limits.bytes_each // MB} MB "
                "waiting at a time. Accept or remove some, then upload the rest."
            )
        if len(every) > limits.files_total or sum(every) > limits.bytes_total:
            raise UploadRefused(
                "There is no room for more files at the moment. Try again in a few minutes."
            )

    def size_of(self, headers: Headers) -> int:
        """The bytes that a request says it has; the most it may have where it does not say."""
        stated = headers.get("content-length", "")
        return int(stated) if stated.isdecimal() else self.limits.max_file + OVERHEAD


def page_in(path: str) -> str:
    """The id of the Streamlit session that an upload is for; "" where the path names none."""
    page, _, _ = path.removeprefix(PATH).partition("/")
    return page
