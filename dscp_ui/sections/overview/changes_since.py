"""What is new since a day that the reader picks: signals, returns, what is late and overdue."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from dscp_data.model.clock import london_from_utc, today
from dscp_data.model.periods import add_months
from dscp_data.model.text import format_date, pluralise
from dscp_data.settings import NewSetting, SettingError, last_meeting, meetings
from dscp_data.summaries.changes_since import late_by_agency, returns_since
from dscp_data.summaries.reform_plan import milestones
from dscp_data.trends import Selection
from dscp_ui import queries as data
from dscp_ui.access import effective_user as reader
from dscp_ui.frame.filters import withheld
from dscp_ui.runtime import url_state as address
from dscp_ui.sections.indicator.settings import save
from dscp_ui.widgets.indicator_links import link_to
from dscp_ui.widgets.status_symbols import marked

HEADING, ROW_HEIGHT, ROWS = 37, 34, 4
BOX_HEIGHT, MOST_SIGNALS = 190, 12
SIGNAL_COLOURS = {"concern": "orange", "improvement": "blue", "up": "violet", "down": "violet"}
WITHOUT_MEETINGS = 3  # months back, where no meeting is kept


def show_news(selection: Selection) -> None:
    if withheld("What is new since the last meeting is"):
        return
    day = london_from_utc(selection.as_of).date() if selection.as_of else today()
    since = since_day(day, selection)
    signals = data.new_signals(selection, since)
    received = returns_since(data.answer("returns", as_of=selection.as_of), since)
    late = late_by_agency(data.due(day, selection.as_of), data.plan(), since)
    overdue = overdue_milestones(selection, since)
    titles = [
        pluralise(len(signals), "new signal"),
        f"{pluralise(len(received), 'return')} received",
        f"{pluralise(len(late), 'agency', 'agencies')} late",
        f"{pluralise(len(overdue), 'milestone')} overdue",
    ]
    shows = [show_signals, show_received, show_late, show_overdue]
    for tab, rows, show in zip(
        st.tabs(titles), [signals, received, late, overdue], shows, strict=True
    ):
        with tab:
            show(rows)


def since_day(day: date, selection: Selection) -> date:
    """The day to look back to: the last meeting, unless the reader picks another."""
    kept = data.settings(selection.as_of)
    held = last_meeting(kept, day)
    usual = held or add_months(day, -WITHOUT_MEETINGS)
    address.draw_box("since")
    try:
        said = min(date.fromisoformat(address.text("since")), day)
    except ValueError:
        said = usual
    title, box, more = st.columns([5, 4, 3], vertical_alignment="center")
    title.header(f"New since {'the last meeting' if said == held else 'this day'}", anchor=False)
    with box:
        st.date_input(
            "New since",
            max_value=day,
            format="DD/MM/YYYY",
            key=address.follow("since", said),
            on_change=carry_since,
            args=(usual,),
            label_visibility="collapsed",
        )
    with more.popover("Meetings", width="stretch"):
        show_meetings(meetings(kept), can_add=reader.may("edit-settings") and not selection.as_of)
    return said


def carry_since(usual: date) -> None:
    chosen = st.session_state["since-shown"]
    address.put("since", "" if chosen in (None, usual) else chosen.isoformat())


def show_meetings(held: list[date], *, can_add: bool) -> None:
    """The meetings that are kept, and a form for one more."""
    said = ", ".join(f"{day.day} {day:%B %Y}" for day in held[:6]) or "none yet"
    st.markdown(f"**Meetings:** {said}.")
    if not can_add:
        return
    with st.form("meeting", border=False):
        day = st.date_input("Add a meeting on", value=None, format="DD/MM/YYYY")
        save(lambda: meeting_on(day), example="The calendar for the year")


def meeting_on(day: date | None) -> NewSetting:
    if day is None:
        raise SettingError("Choose the day of the meeting.")
    return NewSetting("meeting", day)


def show_signals(signals: pd.DataFrame) -> None:
    if signals.empty:
        st.caption("No new signal: nothing has moved out of its usual range since then.")
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
            st.caption(f"And {len(signals) - MOST_SIGNALS} more: see the table below.")


def show_received(returns: pd.DataFrame) -> None:
    if returns.empty:
        st.caption("No return has been received since then.")
        return
    names = {one.id: one.short_name for one in data.plan().agencies}
    show_rows(
        {
            "Received": [format_date(at) for at in returns["received_at"]],
            "Agency": returns["agency"].map(names).fillna(""),
            "Figures": returns["observations"],
            "File": returns["file"],
        },
        key="returns-received",
        alt="Returns received since the day above, the newest first",
    )


def show_late(late: pd.DataFrame) -> None:
    if late.empty:
        st.caption("No agency is late.")
        return
    names = {one.id: one.short_name for one in data.plan().agencies}
    show_rows(
        {
            "Agency": late["agency"].map(names),
            "New": yes_where(late["is_new"]),
            "Late since": day_names(pd.to_datetime(late["due"])),
            "Indicators": late["what"],
        },
        key="late",
        alt="Agencies that are late, the longest first",
    )


def overdue_milestones(selection: Selection, since: date) -> pd.DataFrame:
    """Milestones that are overdue, the newest first; `is_new` where one fell due since a day."""
    held = data.answer("actions", as_of=selection.as_of)
    if held.empty:
        return held
    found = milestones(held, data.plan())
    found = found[found["stands"] == "Overdue"].sort_values("due", ascending=False)
    return found.assign(is_new=found["due"] >= pd.Timestamp(since))


def show_overdue(overdue: pd.DataFrame) -> None:
    if overdue.empty:
        st.caption("No milestone of the reform action plan is overdue.")
        return
    show_rows(
        {
            "Milestone": overdue["title"],
            "New": yes_where(overdue["is_new"]),
            "Due": day_names(overdue["due"]),
            "Lead": overdue["lead"],
            "Strand": overdue["strand"],
        },
        key="overdue",
        alt="Milestones that are overdue, the newest first",
    )


def show_rows(columns: dict[str, object], key: str, alt: str) -> None:
    rows = pd.DataFrame(columns)
    height = HEADING + ROW_HEIGHT * min(len(rows), ROWS)
    st.dataframe(rows, key=key, hide_index=True, height=height, alt=alt)


def yes_where(flags: pd.Series) -> list[str]:
    return ["Yes" if flag else "" for flag in flags]


def day_names(days: pd.Series) -> list[str]:
    return [f"{day.day} {day:%B %Y}" for day in days]
