"""The Evidence page: what is known other than by counting."""

from __future__ import annotations

from dscp_ui.frame.banners import show_withheld_notice
from dscp_ui.frame.filters import selection
from dscp_ui.runtime import url_state
from dscp_ui.sections.evidence.coverage import show_coverage
from dscp_ui.sections.evidence.executive import show_executive
from dscp_ui.sections.evidence.log import show_log
from dscp_ui.sections.evidence.voices import show_voices
from dscp_ui.widgets.run_command import show_failure

VIEWS = {
    "log": "Evidence log",
    "voice": "Voice of the child",
    "coverage": "Plan coverage",
    "executive": "Executive summary",
}
SHOWS = {
    "log": show_log,
    "voice": show_voices,
    "coverage": show_coverage,
    "executive": show_executive,
}


def show_evidence_page() -> None:
    if show_withheld_notice("The evidence log is", "see-records"):
        return
    chosen = url_state.segmented(
        "Show", "evidence_view", VIEWS, "log", label_visibility="collapsed"
    )
    show_failure()
    SHOWS[chosen](selection())
