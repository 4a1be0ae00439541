"""Tables one under another, in mixed layouts, are read exactly or asked about."""

from collections import Counter

from tests.intake.stacked_tables import outcome


def test_tables_one_under_another_are_read_to_the_figure() -> None:
    # As many as take a second or two; `make fuzz` tries 1,000.
    ends = Counter(outcome(seed) for seed in range(60))
    assert ends["wrong"] == 0
    assert ends["exact"] >= 59
