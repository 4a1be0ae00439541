"""Where things are in the project."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
PRIORITIES = tuple(f"priority_{word}" for word in ("one", "two", "three", "four"))
PAGES = tuple(
    sorted(
        path.stem
        for path in (ROOT / "pages").glob("*.py")
        if not path.stem.startswith("priority_") or path.stem in PRIORITIES
    )
)
"""The pages of the dashboard with the shipped plan, by the names of their files."""
