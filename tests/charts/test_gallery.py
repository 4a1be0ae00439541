"""The gallery has every form of chart, each with its alternative text and its figures."""

import json
import re

import pytest

from dscp_data import charts
from tests.charts.specs import SCHEMA
from tools.gallery import chart_table, column_names, examples, gallery


def test_every_form_of_chart_is_in_the_gallery(monkeypatch):
    makers = [name for name in charts.__all__ if name.endswith("_chart")] + ["small_multiples"]
    drawn = set()
    for name in makers:
        made = getattr(charts, name)

        def recording(*said, name=name, made=made, **options):
            drawn.add(name)
            return made(*said, **options)

        monkeypatch.setattr(f"tools.gallery.{name}", recording)
    for one in examples():
        one.draw("light")
    assert drawn == set(makers)


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.alternative_text)
def test_a_chart_has_a_table_that_says_as_much_in_words(example):
    frame = example.draw("light").frame
    table = chart_table(frame)
    assert len(table)
    assert len(table.columns) == len([*column_names(frame)]) >= 2
    assert (table != "").any(axis="columns").all()


def test_the_page_has_each_chart_in_both_themes_with_its_alternative_text_and_table():
    page = gallery()
    for one in examples():
        text = one.alternative_text.replace("'", "&#x27;")
        assert page.count(f'role="img" aria-label="{text}"') == 2
        assert f"<caption>{text}</caption>" in page
    specs = [
        json.loads(text) for text in re.findall(r"vegaEmbed\('#[^']*', (.*?), \{actions", page)
    ]
    assert len(specs) == 2 * len(examples())
    for spec in specs:
        SCHEMA.validate(spec)
        assert spec["data"]["values"]


def test_the_page_asks_for_nothing_from_elsewhere():
    body = gallery().rsplit("<main>", 1)[1]
    assert not re.search(r"(?:src|href)=", body)
