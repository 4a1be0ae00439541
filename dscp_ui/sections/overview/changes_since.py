"""Changes since a chosen day: signals, returns, and what is late or overdue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from dscp_data.analysis.locality_standing import LocalityStanding
from dscp_data.catalogue import Catalogue
from dscp_data.model.clock import day_shown, london_from_utc
from dscp_data.model.periods import add_months
from dscp_data.model.text import format_date, join_list, pluralise
from dscp_data.settings import last_meeting, meetings
from dscp_data.summaries.changes_since import late_by_agency, returns_since
from dscp_data.summaries.headlines import format_day
from dscp_data.trends import Selection
from dscp_data.trends.finding import MOVED
from dscp_ui import queries
from dscp_ui.frame.page_links import address_of
from dscp_ui.runtime import url_state
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.overview.new_for_you import show_new_for_you

HEADING, ROW_HEIGHT, ROWS = 37, 34, 4
WITHOUT_MEETINGS = 3  # months back, where no meeting is stored


@dataclass(frozen=True)
class News:
    """What is new since a day: signals and returns, and what is late or overdue. `apart` are the
    localities that came to differ from the others, `still_apart` those that did before."""

    since: date
    signals: pd.DataFrame
    apart: list[LocalityStanding]
    still_apart: list[LocalityStanding]
    received: pd.DataFrame
    late: pd.DataFrame
    overdue: pd.DataFrame

    @property
    def meanings(self) -> list[str]:
        """What each new signal means, and each locality that came to differ from the others."""
        return [*self.signals["status"], *(one.meaning for one in self.apart)]

    def of_priorities(self, ids: tuple[str, ...], plan: Catalogue) -> News:
        """The news of the indicators that some priorities list first; what came in is of all."""

        def is_own(one: LocalityStanding) -> bool:
            return plan.indicator(one.indicator).priorities[0] in ids

        first = self.signals["priorities"].map(lambda listed: listed[0])
        return replace(
            self,
            signals=self.signals[first.isin(ids)],
            apart=list(filter(is_own, self.apart)),
            still_apart=list(filter(is_own, self.still_apart)),
        )

    @property
    def series(self) -> set[tuple]:
        """The series with a new signal that goes on, by indicator and agency."""
        present = self.signals[self.signals["status"].isin(MOVED)]
        return set(zip(present["indicator"], present["agency"], strict=True))


def news_since(selection: Selection, since: date) -> News:
    day, apart = day_shown(selection.as_of), queries.new_outliers(selection, since)
    return News(
        since,
        queries.new_signals(selection, since),
        apart,
        [one for one in queries.present_outliers(selection) if one not in apart],
        returns_since(queries.run_sql("returns", as_of=selection.as_of), since),
        late_by_agency(queries.due(day, selection.as_of), queries.plan(), since),
        overdue_milestones(selection, since),
    )


def show_process(news: News, selection: Selection) -> None:
    """What came in, who is late and what is overdue: one line, which opens the rows behind it."""
    is_narrowed = bool(selection.agencies or selection.localities)
    line = process_line(news, is_narrowed=is_narrowed)
    with st.expander(line, key="news-details", on_change="rerun") as fold:
        if fold.open:
            show_received(news.received)
            show_late(news.late)
            show_overdue(news.overdue)


def process_line(news: News, *, is_narrowed: bool) -> str:
    """As Markdown: "15 returns received · 1 agency late HDFT · 3 milestones overdue", and whose
    they are where the filters leave out some of the figures."""
    names = queries.plan().agency_names
    late = join_list([names[id] for id in news.late["agency"]])
    agencies = pluralise(len(news.late), "agency", "agencies")
    return " \u2003 ".join(
        [
            f"**{pluralise(len(news.received), 'return')}** received",
            f"{warned(f'{agencies} late', len(news.late))} {escape_markdown(late)}".strip(),
            warned(f"{pluralise(len(news.overdue), 'milestone')} overdue", len(news.overdue)),
            *([":gray[all agencies and localities]"] if is_narrowed else []),
        ]
    )


def warned(text: str, count: int) -> str:
    return f":orange[**{text}**]" if count else text


def since_day(selection: Selection) -> date:
    """The day to look back to: the last meeting, unless the reader picks another."""
    url_state.draw_box("since")
    try:
        return min(date.fromisoformat(url_state.text("since")), day_shown(selection.as_of))
    except ValueError:
        return usual_day(selection)


def usual_day(selection: Selection) -> date:
    day = day_shown(selection.as_of)
    meeting_day = last_meeting(queries.settings(selection.as_of), day)
    return meeting_day or add_months(day, -WITHOUT_MEETINGS)


def draw_since(selection: Selection, since: date) -> None:
    """What the cards below are since, and the choice of another day."""
    stored, day = queries.settings(selection.as_of), day_shown(selection.as_of)
    is_last = since == last_meeting(stored, day)
    with st.container(horizontal=True, vertical_alignment="center", key="since-line"):
        st.html(
            f'<h2 class="part">New since {"the last meeting" if is_last else "this date"}</h2>',
            width="content",
        )
        with st.popover(format_day(since), type="tertiary", key="since-menu"):
            st.date_input(
                "New since",
                max_value=day,
                format="DD/MM/YYYY",
                key=url_state.synced_key("since", since),
                on_change=sync_since,
                args=(usual_day(selection),),
            )
            show_meetings(meetings(stored))
        show_new_for_you(since)


def sync_since(usual: date) -> None:
    if not url_state.is_shown("since"):
        return
    chosen = st.session_state["since-shown"]
    url_state.set_value("since", "" if chosen in (None, usual) else chosen.isoformat())


def show_meetings(days_of_meetings: list[date]) -> None:
    """The meetings that are stored, each a link to what is new since."""
    links = " · ".join(
        f'<a class="opens" href="{escape(address_of("", since=f"{day}"))}">{format_date(day)}</a>'
        for day in days_of_meetings[:6]
    )
    st.html(f"<b>Meetings</b> {links or 'None yet. Add one on the Meeting page.'}")


def show_received(returns: pd.DataFrame) -> None:
    if returns.empty:
        st.caption("No returns have been received since then.")
        return
    names = queries.plan().agency_names
    show_rows(
        {
            "Received": [london_from_utc(at).date() for at in returns["received_at"]],
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
    names = queries.plan().agency_names
    show_rows(
        {
            "Agency": late["agency"].map(names),
            "New": yes_where(late["is_new"]),
            "Late since": late["due"],
            "Indicators": late["what"],
        },
        key="late",
        alt="Late agencies, longest overdue first",
    )


def overdue_milestones(selection: Selection, since: date) -> pd.DataFrame:
    """Overdue milestones, newest first; `is_new` where one fell due since a day."""
    found = queries.milestones(day_shown(selection.as_of), selection.as_of)
    if found.empty:
        return found
    found = found[found["progress"] == "Overdue"].sort_values("due", ascending=False)
    return found.assign(is_new=found["due"] >= pd.Timestamp(since))


def show_overdue(overdue: pd.DataFrame) -> None:
    if overdue.empty:
        st.caption("No milestones in the reform action plan are overdue.")
        return
    show_rows(
        {
            "Milestone": overdue["title"],
            "New": yes_where(overdue["is_new"]),
            "Due": overdue["due"].dt.date,
            "Days late": overdue["days_late"],
            "Lead": overdue["lead"],
            "Strand": overdue["strand"],
        },
        key="overdue",
        alt="Overdue milestones, newest first",
    )


DAYS = {
    name: st.column_config.DateColumn(format="D MMMM YYYY")
    for name in ("Received", "Late since", "Due")
}
"""The columns of days, which are sorted as days."""


def show_rows(columns: dict[str, object], key: str, alt: str) -> None:
    rows = pd.DataFrame(columns)
    height = HEADING + ROW_HEIGHT * min(len(rows), ROWS)
    shown = {name: look for name, look in DAYS.items() if name in columns}
    st.dataframe(rows, key=key, hide_index=True, height=height, alt=alt, column_config=shown)


def yes_where(flags: pd.Series) -> list[str]:
    return ["Yes" if flag else "" for flag in flags]
