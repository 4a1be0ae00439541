"""What people say of a series: what it shows, so what, and now what, with author and review."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import streamlit as st

from dscp_data.access import commentary_commands as commands
from dscp_data.model.clock import london_from_utc
from dscp_data.model.commentary import Commentary
from dscp_data.model.periods import period_of
from dscp_data.model.text import format_date, format_datetime
from dscp_data.store.records.commentary import commentary_versions, read_commentary
from dscp_data.trends import ALL, Selection, Trend
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.widgets.run_command import author, run_command, show_failure

WRITE = "write-commentary"
LABELS = {"what": "What", "so_what": "So what", "now_what": "Now what"}
HINTS = {
    "what": "What do the figures show?",
    "so_what": "Why does it matter for children?",
    "now_what": "What should happen next?",
}


def show_commentary(trend: Trend, selection: Selection) -> None:
    """The newest commentary on a series; none for a wider audience, whom it may tell a count."""
    if selection.audience == "protected" or not effective_user.can("see-records"):
        return
    found = of_series(trend, selection)
    st.html(commentary_html(found[0]) if found else '<p class="under">No commentary yet.</p>')
    if selection.as_of:
        return
    if found and not found[0].is_reviewed:
        offer_review(found[0])
    if effective_user.can("write-commentary") and trend.latest is not None:
        show_form(trend, found)
    if found:
        show_history(found)


def of_series(trend: Trend, selection: Selection) -> list[Commentary]:
    agency = None if trend.agency == ALL else trend.agency
    locality = None if trend.locality == ALL else trend.locality
    return [
        one
        for one in read_commentary(queries.store(), trend.indicator.id, selection.as_of)
        if (one.agency, one.locality, one.period_type) == (agency, locality, trend.period_type)
    ]


def commentary_html(one: Commentary) -> str:
    """HTML in which all that was typed is text."""
    parts = "".join(
        f"<p><b>{label}</b> {escape(text)}</p>"
        for name, label in LABELS.items()
        if (text := getattr(one, name))
    )
    period = period_of(one.period_start, one.period_type).name
    return (
        f'<h2 class="part">Commentary, {escape(period)}</h2>{parts}'
        f'<p class="under">{escape(describe_author(one))}</p>'
    )


def describe_author(one: Commentary) -> str:
    """As "Written by ann on 3 October 2026, reviewed by bo"."""
    when = f" on {format_date(london_from_utc(one.changed_at).date())}" if one.changed_at else ""
    reviewed = f"reviewed by {one.reviewed_by}" if one.is_reviewed else "not reviewed yet"
    return f"Written by {one.author}{when if not one.is_reviewed else ''}, {reviewed}"


def offer_review(one: Commentary) -> None:
    """A button for everybody but the author, who cannot sign off what they wrote themselves."""
    own = signed_in_user.user().signature == one.author
    if own or not effective_user.can("review-commentary"):
        return
    if st.button("Sign off this commentary", key=f"commentary-review-{one.id}"):
        store, user = queries.store(), effective_user.user()
        run_command(lambda: commands.review_commentary(store, user, one, author()))


def show_form(trend: Trend, found: list[Commentary]) -> None:
    """One text a period: what there is of the newest period is changed, else a new one written."""
    latest = trend.latest
    assert latest is not None
    start = latest.period.start
    old = next((one for one in found if one.period_start == start), None)
    blank = Commentary(
        trend.indicator.id, trend.period_type, start,
        agency=None if trend.agency == ALL else trend.agency,
        locality=None if trend.locality == ALL else trend.locality,
    )  # fmt: skip
    one = old or blank
    label = "Change the commentary" if old else "Write commentary"
    with st.expander(label, key=WRITE, on_change="rerun") as shown:
        if not shown.open:
            return
        show_failure()
        with st.form(f"commentary-{trend.indicator.id}-{one.step}", border=False):
            st.caption(f"On {latest.period.name}. Name no person.")
            texts = {
                name: st.text_area(label, getattr(one, name), placeholder=HINTS[name])
                for name, label in LABELS.items()
            }
            if st.form_submit_button("Save", type="primary"):
                store, user = queries.store(), effective_user.user()
                new = replace(one, **texts)
                run_command(lambda: commands.write_commentary(store, user, new, author()))


def show_history(found: list[Commentary]) -> None:
    """Every version of every period, the newest first."""
    with st.expander(
        "History of the commentary", key="commentary-history", on_change="rerun"
    ) as shown:
        if not shown.open:
            return
        for one in found:
            for version in reversed(commentary_versions(queries.store(), one.id or 0)):
                at = format_datetime(version.changed_at) if version.changed_at else ""
                what = "reviewed" if version.is_reviewed else "written"
                period = period_of(version.period_start, version.period_type).name
                text = " ".join(filter(None, [version.what, version.so_what, version.now_what]))
                line = f"{period} · {what} by {version.changed_by}, {at}: {text}"
                st.caption(escape_markdown(line))
