"""The pages of the dashboard, by the names of their files."""

from pathlib import Path

PAGES = tuple(sorted(path.stem for path in (Path(__file__).parents[1] / "pages").glob("*.py")))
