"""A table as a screen reader finds it, and what somebody wrote in it."""

import pandas as pd

from dscp_ui.widgets.html_table import Toned, html_table
from tests.ui.tables import Tables, frame_of

ROWS = pd.DataFrame(
    {"Place": ["Easington", "Teesdale"], "Number": [1234, None], "Says": ["12%", "–"]}
)


def test_each_heading_shows_what_it_heads_and_the_caption_what_it_is():
    made = html_table(ROWS, "Figures by place")
    assert "<caption>Figures by place</caption>" in made
    assert made.count('scope="col"') == 3
    assert made.count('<th scope="row">') == 2
    reader = Tables()
    reader.feed(made)
    frame = frame_of(reader.found[0])
    assert list(frame.columns) == list(ROWS.columns)
    assert frame.values.tolist() == [["Easington", "1,234.0", "12%"], ["Teesdale", "", "–"]]


def test_its_frame_has_a_name_and_takes_the_keyboard():
    made = html_table(ROWS, "Figures by place", tall=True)
    assert made.startswith(
        '<div class="table-frame tall" role="region" tabindex="0" aria-label="Figures by place">'
    )


def test_numbers_are_flush_right_and_so_is_what_is_named():
    made = html_table(ROWS, "Figures", numbers=["Says"])
    assert made.count('<td class="flush-right">') == 4
    assert '<th scope="col">Place' in made


def test_whatever_somebody_wrote_stays_text():
    hostile = '<img src=x onerror="alert(1)">&amp; [a](javascript:b) **c**'
    rows = pd.DataFrame({hostile: [hostile, Toned(hostile, "concern")]})
    made = html_table(rows, hostile)
    assert "<img" not in made
    assert 'onerror="' not in made
    reader = Tables()
    reader.feed(made)
    (found,) = reader.found
    assert found == {"caption": [hostile], "heads": [hostile], "lines": [[], [hostile], [hostile]]}
