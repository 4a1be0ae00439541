"""The grid counts every series once, by its variation and its assurance."""

from itertools import chain, product

import pandas as pd

from dscp_data.summaries.indicator_table import ORDER
from dscp_data.summaries.verdict_grid import ASSURANCE, VARIATION, verdict_grid
from dscp_data.trends.assurance import ASSURANCE_WORDS


def table_of(pairs):
    return pd.DataFrame(
        [(status, assurance, f"{status} {n}") for n, (status, assurance) in enumerate(pairs)],
        columns=["status", "assurance", "name"],
    )


def test_a_series_is_in_the_cell_of_its_two_verdicts():
    grid = verdict_grid(table_of([("concern", "consistently fails"), ("up", ""), ("down", "")]))
    filled = {(cell.variation, cell.assurance): cell.names for cell in chain(*grid) if cell.count}
    assert filled == {
        ("Concern", "Misses target"): ("concern 0",),
        ("Higher or lower", "No verdict"): ("up 1", "down 2"),
    }


def test_every_pair_of_verdicts_is_counted_once():
    pairs = list(product(ORDER, ASSURANCE_WORDS))
    grid = verdict_grid(table_of(pairs))
    assert sum(cell.count for cell in chain(*grid)) == len(pairs)


def test_rows_and_columns_have_all_statuses_and_assurances():
    assert sorted(chain(*VARIATION.values())) == sorted(ORDER)
    assert sorted(chain(*ASSURANCE.values())) == sorted(ASSURANCE_WORDS)
