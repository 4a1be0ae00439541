"""Changes since a chosen day: signals, returns, and what is late or overdue."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from dscp_data.analysis.locality_standing import LocalityStanding
from dscp_data.model.clock import london_from_utc, today
from dscp_data.model.periods import add_months
from dscp_data.model.text import format_date, pluralise
from dscp_data.settings import NewSetting, SettingError, last_meeting, meetings
from dscp_data.summaries.changes_since import late_by_agency, returns_since
from dscp_data.summaries.reform_plan import day_judged, milestones
from dscp_data.trends import Selection
from dscp_ui import queries
from dscp_ui.access import effective_user
from dscp_ui.frame.filters import show_withheld_notice
from dscp_ui.runtime import url_state
from dscp_ui.sections.indicator.settings import save
from dscp_ui.widgets.indicator_links import link_to
from dscp_ui.widgets.status_symbols import marked

HEADING, ROW_HEIGHT, ROWS = 37, 34, 4
BOX_HEIGHT, MOST_SIGNALS = 190, 12
SIGNAL_COLOURS = {"concern": "orange", "improvement": "blue", "up": "violet", "down": "violet"}
WITHOUT_MEETINGS = 3  # months back, where no meeting is stored


def show_changes_since(selection: Selection) -> None:
    if show_withheld_notice("Changes since the last meeting are"):
        return
    day = london_from_utc(selection.as_of).date() if selection.as_of else today()
    since = since_day(day, selection)
    signals = queries.new_signals(selection, since)
    received = returns_since(queries.run_sql("returns", as_of=selection.as_of), since)
    late = late_by_agency(queries.due(day, selection.as_of), queries.plan(), since)
    overdue = overdue_milestones(selection, since)
    apart = queries.new_outliers(selection, since)
    titles = [
        pluralise(len(signals), "new signal"),
        f"{pluralise(len(apart), 'locality', 'localities')} apart",
        f"{pluralise(len(received), 'return')} received",
        f"{pluralise(len(late), 'agency', 'agencies')} late",
        f"{pluralise(len(overdue), 'milestone')} overdue",
    ]
    shows = [show_signals, show_apart, show_received, show_late, show_overdue]
    for tab, rows, show in zip(
        st.tabs(titles), [signals, apart, received, late, overdue], shows, strict=True
    ):
        with tab:
            show(rows)


def since_day(day: date, selection: Selection) -> date:
    """The day to look back to: the last meeting, unless the reader picks another."""
    stored = queries.settings(selection.as_of)
    meeting_day = last_meeting(stored, day)
    usual = meeting_day or add_months(day, -WITHOUT_MEETINGS)
    url_state.draw_box("since")
    try:
        since = min(date.fromisoformat(url_state.text("since")), day)
    except ValueError:
        since = usual
    title, box, more = st.columns([5, 4, 3], vertical_alignment="center")
    title.header(
        f"New since {'the last meeting' if since == meeting_day else 'this date'}", anchor=False
    )
    with box:
        st.date_input(
            "New since",
            max_value=day,
            format="DD/MM/YYYY",
            key=url_state.synced_key("since", since),
            on_change=sync_since,
            args=(usual,),
            label_visibility="collapsed",
        )
    with more.popover("Meetings", width="stretch"):
        show_meetings(
            meetings(stored), can_add=effective_user.can("edit-settings") and not selection.as_of
        )
    return since


def sync_since(usual: date) -> None:
    chosen = st.session_state["since-shown"]
    url_state.set_value("since", "" if chosen in (None, usual) else chosen.isoformat())


def show_meetings(days_of_meetings: list[date], *, can_add: bool) -> None:
    """The meetings that are stored, and a form for one more."""
    days = ", ".join(f"{day.day} {day:%B %Y}" for day in days_of_meetings[:6]) or "none yet"
    st.markdown(f"**Meetings:** {days}.")
    if not can_add:
        return
    with st.form("meeting", border=False):
        day = st.date_input("Add a meeting date", value=None, format="DD/MM/YYYY")
        save(lambda: meeting_on(day), example="Agreed calendar for the year")


def meeting_on(day: date | None) -> NewSetting:
    if day is None:
        raise SettingError("Choose the date of the meeting.")
    return NewSetting("meeting", day)


def show_signals(signals: pd.DataFrame) -> None:
    if signals.empty:
        st.caption("No new signals. Nothing has moved outside its usual range since then.")
        return
    with st.container(height=BOX_HEIGHT, border=False, gap="xsmall", key="new-signals"):
        for one in signals.head(MOST_SIGNALS).itertuples():
            name, what = st.columns([3, 5], vertical_alignment="center")
            with name:
                link_to(one.indicator, one.priorities[0], one.name)
            colour = SIGNAL_COLOURS.get(one.status, "gray")
            sign = f":{colour}[**{marked(one.status, one.side, one.word)}**]"
            what.markdown(f":small[{sign} · {one.what}]")
        if len(signals) > MOST_SIGNALS:
            st.caption(f"{len(signals) - MOST_SIGNALS} more are in the table below.")


def show_apart(apart: list[LocalityStanding]) -> None:
    """The localities that came to differ from the others by more than chance explains."""
    if not apart:
        st.caption("No locality has come to differ from the others since then.")
        return
    plan = queries.plan()
    for one in apart:
        indicator = plan.indicator(one.indicator)
        name, what = st.columns([3, 5], vertical_alignment="center")
        with name:
            place = plan.locality(one.locality).name
            link_to(indicator.id, indicator.priorities[0], f"{place} · {indicator.name}")
        colour = SIGNAL_COLOURS.get(one.meaning, "gray")
        what.markdown(f":small[:{colour}[**{one.in_words}**] · {one.what}]")


def show_received(returns: pd.DataFrame) -> None:
    if returns.empty:
        st.caption("No returns have been received since then.")
        return
    names = {one.id: one.short_name for one in queries.plan().agencies}
    show_rows(
        {
            "Received": [format_date(at) for at in returns["received_at"]],
            "Agency": returns["agency"].map(names).fillna(""),
            "Figures": returns["observations"],
            "File": returns["file"],
        },
        key="returns-received",
        alt="Returns received since the date above, newest first",
    )


def show_late(late: pd.DataFrame) -> None:
    if late.empty:
        st.caption("No agencies are late.")
        return
    names = {one.id: one.short_name for one in queries.plan().agencies}
    show_rows(
        {
            "Agency": late["agency"].map(names),
            "New": yes_where(late["is_new"]),
            "Late since": day_names(pd.to_datetime(late["due"])),
            "Indicators": late["what"],
        },
        key="late",
        alt="Late agencies, longest overdue first",
    )


def overdue_milestones(selection: Selection, since: date) -> pd.DataFrame:
    """Overdue milestones, newest first; `is_new` where one fell due since a day."""
    actions = queries.run_sql("actions", as_of=selection.as_of)
    if actions.empty:
        return actions
    found = milestones(actions, queries.plan(), day_judged(selection.as_of))
    found = found[found["stands"] == "Overdue"].sort_values("due", ascending=False)
    return found.assign(is_new=found["due"] >= pd.Timestamp(since))


def show_overdue(overdue: pd.DataFrame) -> None:
    if overdue.empty:
        st.caption("No milestones in the reform action plan are overdue.")
        return
    show_rows(
        {
            "Milestone": overdue["title"],
            "New": yes_where(overdue["is_new"]),
            "Due": day_names(overdue["due"]),
            "Days late": overdue["days_late"],
            "Lead": overdue["lead"],
            "Strand": overdue["strand"],
        },
        key="overdue",
        alt="Overdue milestones, newest first",
    )


def show_rows(columns: dict[str, object], key: str, alt: str) -> None:
    rows = pd.DataFrame(columns)
    height = HEADING + ROW_HEIGHT * min(len(rows), ROWS)
    st.dataframe(rows, key=key, hide_index=True, height=height, alt=alt)


def yes_where(flags: pd.Series) -> list[str]:
    return ["Yes" if flag else "" for flag in flags]


def day_names(days: pd.Series) -> list[str]:
    return [f"{day.day} {day:%B %Y}" for day in days]
