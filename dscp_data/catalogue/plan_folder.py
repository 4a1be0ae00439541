"""Where the files of the plan are: in the folder that DSCP_PLAN names, else in the shipped one.

A partnership's folder needs no file of GENERAL: what it leaves out is that of the shipped plan.
"""

from __future__ import annotations

import os
from pathlib import Path

SETTING = "DSCP_PLAN"
PLAN = Path(__file__).parents[1] / "plan"
GENERAL = frozenset(
    {
        "access.csv",
        "false_alarms.csv",
        "glossary.csv",
        "guidance_changes.csv",
        "methods.csv",
        "profiles.csv",
        "purposes.csv",
        "retention.csv",
    }
)
OPTIONAL = frozenset({"other_places.csv"})
"""A folder without one of these has no entries of the kind."""


def plan_folder() -> Path:
    return Path(os.environ.get(SETTING) or PLAN)


def is_shipped(folder: Path) -> bool:
    return folder.resolve() == PLAN.resolve()


def plan_file(name: str, folder: Path | None = None) -> Path:
    """The path of a file of the plan, by its name."""
    own = (folder or plan_folder()) / name
    return PLAN / name if name in GENERAL and not own.exists() else own
