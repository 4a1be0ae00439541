"""A cluster for all tests, and partnerships that publish."""

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.operations.sample_store import unpack
from dscp_data.store import open_store
from tests.exports.publications import partnership
from tests.spark.cluster import running_cluster

NAMES = ("North Partnership", "South Partnership", "Ynys Môn", "O'Neill's \"own\"")


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    with running_cluster(tmp_path_factory.mktemp("spark")) as running:
        yield running


@pytest.fixture(scope="session")
def partnerships(tmp_path_factory):
    """Stores of invented partnerships, two of which have the same share."""
    folder = tmp_path_factory.mktemp("partnerships")
    shifts = (0, 3, 3, 4)
    stores = [
        partnership(folder / str(number), name, shift)
        for number, (name, shift) in enumerate(zip(NAMES, shifts, strict=True))
    ]
    yield stores
    for store in stores:
        store.close()


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    """The store of the sample returns: every indicator and way to add up, revised and withdrawn."""
    path = tmp_path_factory.mktemp("samples") / "dscp.duckdb"
    unpack(path, lambda *_: None)
    with open_store(path, catalogue(), keeps_copies=False) as store:
        yield store
