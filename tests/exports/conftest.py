"""Two partnerships and the folder that they publish to."""

import pytest

from tests.exports.publications import partnership


@pytest.fixture
def north(tmp_path):
    with partnership(tmp_path / "north", "North Partnership", 0) as store:
        yield store


@pytest.fixture
def south(tmp_path):
    with partnership(tmp_path / "south", "South Partnership", 3) as store:
        yield store


@pytest.fixture
def shared(tmp_path):
    return tmp_path / "shared"
