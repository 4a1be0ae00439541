"""The file that says what a publication is: whose, for whom, of what, and in which files.

It is written last and in one step, so a reader who finds it finds everything that it names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dscp_data.aggregation.selection import Audience
from dscp_data.store.parquet.writer import WrittenFile, written_files

NAME = "version.json"
FORMAT = 1


class PublicationError(ValueError):
    """A publication that cannot be made or used; the message says why and what to do."""


@dataclass(frozen=True)
class PublishedIndicator:
    """`definition` is the same for two partnerships that count the same thing in the same way."""

    id: str
    name: str
    unit: str
    polarity: str
    is_share: bool
    definition: str


@dataclass(frozen=True)
class Version:
    """`folder` is the folder of the files, beside the version file. `agreement` is the one under
    which exact figures are shared, "" for protected ones. `published_at` is in UTC."""

    partnership: str
    name: str
    audience: Audience
    agreement: str
    profile: str
    marking: str
    handling: str
    data_version: int
    published_at: str
    folder: str
    indicators: tuple[PublishedIndicator, ...]
    files: tuple[WrittenFile, ...]


def write_version(version: Version, folder: Path) -> None:
    """Write the version file of a partnership's folder, in place of the one before."""
    text = json.dumps({"format": FORMAT, **asdict(version)}, ensure_ascii=False, indent=1)
    partial = folder / f"{NAME}.partial"
    partial.write_text(text + "\n", encoding="utf-8")
    partial.replace(folder / NAME)


def read_version(folder: Path) -> Version:
    """What a partnership's folder says it has. Raises PublicationError."""
    try:
        fields: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if fields.pop("format") != FORMAT:
            raise PublicationError(f"{folder}: {NAME} is of another version of this program.")
        return Version(**fields | parts_of(fields) | {"folder": plain_name(fields["folder"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, PublicationError):
            raise
        raise PublicationError(f"{folder}: {NAME} cannot be read ({error}).") from error


def plain_name(folder: str) -> str:
    """The name of a folder beside the version file: one elsewhere holds what somebody else
    published, or all that is on the disk. Raises ValueError."""
    if folder in ("", ".", "..") or "/" in folder or "\\" in folder:
        raise ValueError(f"“{folder}” is not the name of a folder")
    return folder


def parts_of(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "indicators": tuple(PublishedIndicator(**one) for one in fields["indicators"]),
        "files": tuple(WrittenFile(**one) for one in fields["files"]),
    }


def check_files(version: Version, folder: Path) -> None:
    """The files are those that the version names, byte for byte. Raises PublicationError."""
    if written_files(folder / version.folder) != version.files:
        raise PublicationError(
            f"{folder}: the files are not those that {NAME} names. Ask {version.name} to publish "
            "again."
        )
