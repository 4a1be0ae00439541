"""`make gallery`: every form of chart on one page, with its table and its alternative text.

Writes build/gallery.html. The figures are invented, some well behaved and some not, so that one
look shows whether a change to the design tokens or to a chart has spoiled another.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pandas as pd
import vl_convert

from dscp_data.charts import (
    DARK,
    LIGHT,
    Chart,
    Palette,
    cohort_chart,
    comparison_chart,
    days_between_chart,
    funnel_chart,
    ranking_chart,
    reconciliation_chart,
    small_multiples,
    survival_chart,
    trend_chart,
    with_data,
)
from dscp_ui.widgets.html_table import html_table
from tests.charts import made

PAGE = Path(__file__).parents[1] / "build" / "gallery.html"
WIDTH = 600
THEMES = {"light": LIGHT, "dark": DARK}
NAMES = ("name", "unit", "area", "cohort_words", "part", "date_words", "month_words")


@dataclass(frozen=True)
class Example:
    """A chart of one form: what it shows, and how to draw it in a theme."""

    form: str
    shows: str
    draw: Callable[[str], Chart]
    width: int = WIDTH

    @property
    def alternative_text(self) -> str:
        return f"{self.form}: {self.shows}"


def examples() -> list[Example]:
    return [*trends(), *comparisons(), *cohorts(), *multiples()]


def trends() -> list[Example]:
    late = {30: "Police have not sent a return", 41: "not every agency has sent a return"}
    return [
        Example(
            "Trend",
            "a share with a target, one month above its limit and a run below the mean",
            lambda theme: trend_chart(made.rereferrals(target=20.0), "%", "month", theme),
        ),
        Example(
            "Trend",
            "a count with months that are not complete, and a provisional month",
            lambda theme: trend_chart(
                made.referrals(missing=late, provisional=(40,)), "referrals", "month", theme
            ),
        ),
        Example(
            "Trend",
            "a share of cohorts whose last months are only known between two bounds",
            lambda theme: trend_chart(made.areas_resolved(), "%", "month", theme),
        ),
        Example(
            "Trend",
            "too few points for limits, drawn against their median",
            lambda theme: trend_chart(
                made.points([4, 0, 3, 7, 2], chart="run", period_type="quarter"),
                "referrals",
                "quarter",
                theme,
            ),
        ),
        Example(
            "Days between events",
            "waits between rare events, the last of them long",
            lambda theme: days_between_chart(made.waits([4] * 3 + [6, 5, 9, 3] * 5 + [90]), theme),
        ),
    ]


def comparisons() -> list[Example]:
    return [
        Example(
            "Funnel",
            "localities of different sizes, two of them outside the 99.8% limits",
            lambda theme: funnel_chart(made.funnel_units(), "lower", "Referrals", theme),
        ),
        Example(
            "Funnel",
            "localities that do not differ more than chance would make them",
            lambda theme: funnel_chart(made.funnel_units(made.QUIET), "lower", "Referrals", theme),
        ),
        Example(
            "Published figures",
            "County Durham, the region, England and the range of its neighbours",
            lambda theme: comparison_chart(made.comparators(), "%", theme),
        ),
        Example(
            "Ranking",
            "County Durham among its statistical neighbours, with their quartiles",
            lambda theme: ranking_chart(made.RANKED, [16.0, 18.5, 21.0], "%", theme),
        ),
        Example(
            "Two agencies' counts",
            "what the police and the council count, and the gap between them",
            lambda theme: reconciliation_chart(
                made.gaps([6, 9, 2, 4, 7, 8], [2, 9, 5, 4, 3, 6], skip=[3]),
                ("Police", "Council"),
                "month",
                theme,
            ),
        ),
    ]


def cohorts() -> list[Example]:
    return [
        Example(
            "Cohorts",
            "areas of concern by the month they opened in, the last ones not mature",
            lambda theme: cohort_chart(
                made.cohorts(),
                "month",
                theme,
                reached="Within 6 months",
                not_reached="Not within 6 months",
            ),
        ),
        Example(
            "Time to resolution",
            "the share resolved by each month, and those that ended another way",
            lambda theme: survival_chart(made.curve(share=0.6, otherwise=0.3), theme),
        ),
    ]


def multiples() -> list[Example]:
    return [
        Example("Small multiple", f"{name}, on the scale of all of them", small_chart(place), 165)
        for place, (name, _) in enumerate(made.localities(4))
    ]


def small_chart(place: int) -> Callable[[str], Chart]:
    def draw(theme: str) -> Chart:
        drawn = small_multiples(made.localities(4), "%", "month", theme)
        return Chart(drawn.frames[place][1], drawn.spec)

    return draw


def gallery() -> str:
    """The page: a figure an example, drawn in both themes, its table folded below it."""
    figures = "".join(figure(one, place) for place, one in enumerate(examples()))
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        "<title>Chart gallery</title>"
        f"<style>{STYLE}</style><script>{vl_convert.javascript_bundle()}</script></head>"
        "<body><h1>Chart gallery</h1>"
        "<p>Every form of chart, in light and dark. The figures are invented.</p>"
        f"<main>{figures}</main></body></html>"
    )


def figure(example: Example, place: int) -> str:
    drawings = "".join(
        drawing(example, f"chart-{place}-{theme}", theme, colours)
        for theme, colours in THEMES.items()
    )
    table = html_table(chart_table(example.draw("light").frame), example.alternative_text)
    return (
        f"<figure><figcaption><h2>{escape(example.form)}</h2>"
        f"<p>{escape(example.shows)}</p></figcaption>"
        f'<div class="themes">{drawings}</div>'
        f"<details><summary>Figures in this chart</summary>{table}</details></figure>"
    )


def drawing(example: Example, key: str, theme: str, colours: Palette) -> str:
    """A chart as a page of the dashboard draws it: fitted into its container, with tooltips."""
    spec = json.dumps(with_data(example.draw(theme))).replace("</", "<\\/")
    return (
        f'<div class="{theme}" style="background: {colours.ground}; width: {example.width}px">'
        f'<div id="{key}" role="img" aria-label="{escape(example.alternative_text)}"></div></div>'
        f"<script>vegaEmbed('#{key}', {spec}, {{actions: false, renderer: 'svg'}})</script>"
    )


def chart_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of a chart in the words that its tooltips say, without those that say none."""
    columns = [*column_names(frame)]
    table = frame[columns].fillna("").astype(str)
    shown = table[[name for name in columns if name not in NAMES]]
    headings = {
        name: name.removesuffix("_words").replace("_", " ").capitalize() for name in columns
    }
    return table[(shown != "").any(axis="columns")].rename(columns=headings)


def column_names(frame: pd.DataFrame) -> Iterator[str]:
    yield from (name for name in NAMES if name in frame)
    for name in frame:
        if str(name).endswith("_words") and name not in NAMES and (frame[name] != "").any():
            yield str(name)


STYLE = """
body { font: 16px/1.4 Arial, sans-serif; margin: 24px; color: #0b0c0c; }
main { display: grid; gap: 40px; }
figure { margin: 0; }
h2, p { margin: 0 0 4px; }
.themes { display: flex; flex-wrap: wrap; gap: 16px; }
.themes > div { padding: 12px; border-radius: 6px; max-width: 100%; box-sizing: border-box; }
.themes > div > div { width: 100%; }
details { margin-top: 8px; }
.table-frame { max-height: 20rem; overflow: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 2px 12px 2px 0; border-bottom: 1px solid #b1b4b6; }
"""


def main() -> int:
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(gallery(), encoding="utf-8")
    print(PAGE, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
