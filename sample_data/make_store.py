"""Make the store that a first start unpacks: `python -m sample_data.make_store`.

Run it (or `make samples`) after the sample returns, the plan's ids, the way returns are read or the
tables of the store have changed.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from dscp_data.operations.bulk_load import load_samples
from dscp_data.operations.sample_store import STORE, pack


def main() -> None:
    with TemporaryDirectory() as folder:
        database = Path(folder) / "dscp.duckdb"
        left_out = load_samples(database, lambda *_: None)
        if left_out:
            raise SystemExit(f"Not accepted: {', '.join(one.checked.file for one in left_out)}")
        pack(database)
    print(f"{STORE.name}: {STORE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
