"""Who keeps every publication, month after month, learns no small count from all of them."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from dscp_data.exports.publication.publishing import publish
from tests.disclosure.histories import AGENCIES, INDICATOR, Attacker, batches
from tests.exports.publications import published

MONTHS = 3


@dataclass
class Collector(Attacker):
    """Somebody who reads the published files, and no page."""

    folder: Path = Path()

    def look(self):
        """Nothing is seen between two publications."""

    def collect(self):
        """Keep what is published now."""
        super().look()

    def protected(self):
        version = publish(self.store, self.folder, audience="protected", by="test")
        rows = published(self.folder, version.partnership)
        return rows[rows["indicator"] == INDICATOR]


@pytest.mark.slow
def test_successive_publications_give_no_small_count_away(store, take_in, tmp_path):
    one = Collector(
        store=store, take_in=take_in, rng=np.random.default_rng(0), shape="0, 1 and 7",
        folder=tmp_path / "shared",
    )  # fmt: skip
    sent = list(batches("month", MONTHS))
    for number, keys in enumerate(sent, 1):
        one.send(keys)
        if number % len(AGENCIES) == 0:
            one.collect()
    one.correct(sent[0])
    one.collect()
    found, small = one.recovers()
    assert small
    assert found == 0
