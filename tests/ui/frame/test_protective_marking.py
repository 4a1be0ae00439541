"""What a page is marked with on paper and in pictures, for whom it is drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_ui.frame.protective_marking import css_text
from tests.ui.pages import ESCAPED, on_paper, opened, trends_drawn


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_in_a_rule_of_style_is_that_text_and_ends_nothing_early(text):
    held = css_text(text)
    assert held[0] == held[-1] == '"'
    assert not set(held[1:-1]) & set('"<>{}\n\r\f')
    assert ESCAPED.sub(lambda found: chr(int(found[1], 16)), held[1:-1]) == text


@pytest.mark.usefixtures("read_database")
@pytest.mark.parametrize(
    ("audience", "marking", "figures"),
    [("", "OFFICIAL-SENSITIVE", "exact"), ("protected", "OFFICIAL", "protected (nhs)")],
)
def test_paper_and_charts_carry_the_marking_of_what_is_shown(audience, marking, figures):
    app = opened("priority_two", indicator="E08", audience=audience)
    margin, handling, made, first = on_paper(app)
    assert margin == marking
    assert made.startswith("Made by local user on ")
    assert first.splitlines()[0] == f"{marking}. {handling}"
    assert first.splitlines()[1].startswith(f"{made} · Shows All agencies · ")
    assert f"Figures: {figures}" in first
    (drawn,) = trends_drawn(app)
    assert f"<figcaption>{marking} · data version" in drawn


@pytest.mark.usefixtures("database")
def test_the_paper_of_a_locality_names_it_and_not_all_localities():
    app = opened("locality", place="easington")
    *_, first = on_paper(app)
    assert "Shows All agencies · Easington · " in first
