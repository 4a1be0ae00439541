"""Where things are in the project."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = tuple(sorted(path.stem for path in (ROOT / "pages").glob("*.py")))
"""The pages of the dashboard, by the names of their files."""
