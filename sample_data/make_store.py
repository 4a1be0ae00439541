"""Make the store that a first start unpacks: `python -m sample_data.make_store`.

It holds the protected figures too, so that a first start need not work them out.

Run it (or `make samples`) after the sample returns, the plan's ids, the way returns are read or the
tables of the store, or how figures are protected, have changed.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from dscp_data.disclosure.protected_cube import refresh_protected
from dscp_data.disclosure.protected_series import is_publishable
from dscp_data.operations.bulk_load import load_samples
from dscp_data.operations.sample_store import STORE, pack
from dscp_data.store import Store, open_store


def protect(store: Store) -> None:
    """Work out the protected figures of every indicator that a wider audience sees."""
    refresh_protected(store, [one for one in store.plan.indicators if is_publishable(one)])


def main() -> None:
    with TemporaryDirectory() as folder:
        database = Path(folder) / "dscp.duckdb"
        left_out = load_samples(database, lambda *_: None)
        if left_out:
            raise SystemExit(f"Not accepted: {', '.join(one.checked.file for one in left_out)}")
        with open_store(database) as store:
            protect(store)
        pack(database)
    print(f"{STORE.name}: {STORE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
