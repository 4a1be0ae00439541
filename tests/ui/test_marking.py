"""Whatever a marking says, a rule of style holds it as text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dscp_ui.marking import css_text

ESCAPED = re.compile(r"\\([0-9a-f]{1,6}) ")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_in_a_rule_of_style_is_that_text_and_ends_nothing_early(text):
    held = css_text(text)
    assert held[0] == held[-1] == '"'
    assert not set(held[1:-1]) & set('"<>{}\n\r\f')
    assert ESCAPED.sub(lambda found: chr(int(found[1], 16)), held[1:-1]) == text
