"""The protective marking on files, on paper and in pictures."""

from __future__ import annotations

from datetime import UTC, datetime

from streamlit.delta_generator import DeltaGenerator

from dscp_data.exports.marked_csv import Marking, marking_of
from dscp_data.model.clock import today
from dscp_data.model.text import format_date
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.runtime.shared_cache import data_version

# What only works on a screen is left out on paper, and so are the tabs that are not open. The
# marking stands in the margin of every page: what is fixed would cover a line of each.
PAPER = """
@page {
  margin: 18mm 12mm 16mm;
  @top-left { content: %(marking)s; font: bold 11pt sans-serif; }
  @top-right { content: %(handling)s; font: 8pt sans-serif; }
  @bottom-left { content: %(made)s; font: 8pt sans-serif; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt sans-serif; }
}
@media print {
  .marking-on-paper { border-bottom: 1px solid; font-size: 8pt; line-height: 1.35;
    padding: 0 0 .3rem; margin: 0 0 .3rem; white-space: pre-line; }
  .marking-on-paper::before { content: %(first)s; }
  [class*="st-key-multiples"] { display: flex !important; flex-flow: row wrap; }
  [class*="st-key-multiples"] > div { break-inside: avoid; }
  .trend, [data-testid="stVegaLiteChart"], [data-testid="stMetric"], tr { break-inside: avoid; }
  [data-testid="stMarkdown"], [data-testid="stHeading"] { break-after: avoid; }
  .trend-chart .switch, .st-key-frame-menu, .at-top,
  [data-testid="stHeader"], [data-testid="stElementToolbar"],
  [data-testid="stButton"], [data-testid="stDownloadButton"], [data-testid="stFileUploader"],
  [data-testid="stSelectbox"], [data-testid="stMultiSelect"], [data-testid="stTextInput"],
  [data-testid="stButtonGroup"], [data-testid="stForm"], [data-testid="stPageLink"],
  [data-testid="stRadio"], [data-testid="stNumberInput"], [data-testid="stTextArea"],
  [data-testid="stCheckbox"], [data-testid="stDateInput"], [data-testid="stPagination"],
  [role="tab"][aria-selected="false"] { display: none !important; }
}
"""


def marking_of_view(audience: str, by: str, shows: str) -> Marking:
    """The marking of what is shown now. `shows` says what that is, in words."""
    return marking_of(queries.plan(), audience, by, datetime.now(UTC), shows, data_version())


def chart_line() -> str:
    """The line under each chart, which a picture saved from it keeps."""
    return f"{short_marking()} · data version {data_version()} · {format_date(today())}"


def short_marking() -> str:
    agreed = queries.plan().partnership
    return agreed.marking if effective_user.audience() == "exact" else agreed.wider_marking


def mark_paper(place: DeltaGenerator, audience: str, shows: str) -> None:
    """Have every page that is printed carry its marking, and the first say what it shows."""
    marking = marking_of_view(audience, signed_in_user.user().signature, shows)
    rules = PAPER % {
        "marking": css_text(marking.marking),
        "handling": css_text(marking.handling),
        "made": css_text(marking.lines[2]),
        "first": css_text(head_of_paper(marking)),
    }
    place.html(f'<style>{rules}</style><div class="marking-on-paper"></div>')


def head_of_paper(marking: Marking) -> str:
    """Two lines: the marking with its handling, and what is shown, when, by whom and from what."""
    _, handling, *rest = marking.lines
    return f"{marking.marking}. {handling}\n{' · '.join(rest)}"


def css_text(text: str) -> str:
    """A text as a rule of style holds it: whatever it says, it stays text."""
    safe = "".join(
        sign if sign.isalnum() or sign in " .,:;-" else f"\\{ord(sign):x} " for sign in text
    )
    return f'"{safe}"'
