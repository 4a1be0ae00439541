import itertools

import pytest
from hypothesis import settings

from dscp_data.store import accept, open_store
from tests.making import checked

# A law that holds must not fail because the machine is busy with something else.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "dscp.duckdb", keeps_copies=False) as opened:
        yield opened


@pytest.fixture
def take_in(store):
    """Accept a return made of these observations; each call is a new file."""
    numbers = itertools.count()

    def take(*observations, **differences):
        content = f"file {next(numbers)}".encode()
        made = checked(*observations, content=content, **differences)
        return accept(store, made, content, by="analyst")

    return take
