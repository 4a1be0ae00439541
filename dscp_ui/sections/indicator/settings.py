"""Targets, baselines and notes of an indicator, with their history and forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dscp_data.access import commands
from dscp_data.model.clock import today
from dscp_data.model.periods import MONTHS_IN, Period, add_months, month, period_of, periods_between
from dscp_data.model.settings import NOTE_KINDS
from dscp_data.settings import (
    ALL_FIGURES,
    NewSetting,
    Scope,
    Setting,
    SettingError,
)
from dscp_data.settings.scope import SEVERAL
from dscp_data.settings.setting_text import describe_scope, describe_setting
from dscp_data.settings.settings import FEWEST_FIXED, LONGEST_NOTE
from dscp_data.store import StoreError
from dscp_data.trends import Selection, Trend
from dscp_data.trends.rebasing import long_shift, suggestion
from dscp_ui import queries
from dscp_ui.access import effective_user, signed_in_user
from dscp_ui.widgets.html_table import draw_table

MONTHS_AHEAD = 12
REMOVE = "Delete it (set by mistake)"


def offer_baseline(trend: Trend, selection: Selection) -> None:
    """After a long shift, offer a new baseline: the form with its month filled in."""
    shift = long_shift(trend)
    if shift is None or selection.as_of or not effective_user.can("edit-settings"):
        return
    text, button = st.columns([5, 2], vertical_alignment="center")
    text.markdown(f":material/lightbulb: {suggestion(shift)}")
    if button.button("Start a new baseline", key="take-up-baseline", width="stretch"):
        open_form("Start a new baseline", partial(baseline_form, trend, shift.start.start))


def show_settings(trend: Trend, selection: Selection) -> None:
    """What is set for the indicator, with its history, and the ways to change it.

    A wider audience sees targets and baselines in the chart, and no notes.
    """
    if selection.audience == "protected":
        return
    with st.expander("Target, baseline and notes", key="settings", on_change="rerun") as shown:
        if not shown.open:
            return
        if selection.as_of:
            st.caption("You are viewing past figures. Clear the “as at” date to make changes.")
        elif effective_user.can("edit-settings"):
            draw_buttons(trend)
        show_history(trend, selection)


def draw_buttons(trend: Trend) -> None:
    own = [one for one in trend.settings if one.indicator]
    forms = {
        "Set a target": partial(target_form, trend),
        "New baseline": partial(baseline_form, trend, None),
        "Add a note": partial(note_form, trend),
        **({"End or remove": partial(ending_form, own)} if own else {}),
    }
    for column, (title, form) in zip(st.columns(4), forms.items(), strict=False):
        if column.button(title, key=f"form-{title}", width="stretch"):
            open_form(title, form)


def open_form(title: str, form: Callable[[], None]) -> None:
    st.dialog(title)(form)()


def target_form(trend: Trend) -> None:
    unit = trend.indicator.unit
    with st.form("target", border=False):
        value = st.number_input(
            f"Target ({unit})" if unit == "%" else "Target", value=None, min_value=0.0, format="%g"
        )
        day = month_box("From", months_of(trend, MONTHS_AHEAD), default=council_year_start(trend))
        scope = scope_box(trend)
        save(lambda: new_of(trend, "target", day, scope, value=value))


def baseline_form(trend: Trend, start: date | None) -> None:
    st.caption(
        "Start a new baseline only if you know what changed. The mean and usual range will be "
        "calculated separately before and after it."
    )
    with st.form("baseline", border=False):
        months = months_of(trend)
        day = month_box("From", months, default=start or months[-1].start)
        fixed = fixed_box(trend)
        scope = scope_box(trend)
        save(lambda: new_of(trend, "baseline", day, scope, value=fixed_months(fixed, day, months)))


def fixed_box(trend: Trend) -> int:
    """How many months the usual range rests on: 0 for all, -1 for those so far."""
    each = MONTHS_IN[trend.indicator.judged_by]
    names = {0: "All months, also those to come", -1: "The months so far: keep it as it is"}
    names |= {n * each: f"The first {n * each} months" for n in (FEWEST_FIXED, 2 * FEWEST_FIXED)}
    chosen: int = st.selectbox("Usual range from", list(names), format_func=names.__getitem__)
    return chosen


def fixed_months(chosen: int, day: date, months: list[Period]) -> float | None:
    if chosen >= 0:
        return chosen or None
    return float(sum(one.start >= day for one in months))


def note_form(trend: Trend) -> None:
    with st.form("note", border=False):
        kind = st.selectbox(
            "Kind", NOTE_KINDS, index=None, placeholder="What changed",
            format_func=str.capitalize,
        )  # fmt: skip
        text = st.text_input("Note", max_chars=LONGEST_NOTE, placeholder="New front door")
        day = st.date_input("On", value=None, format="DD/MM/YYYY")
        scope = scope_box(trend)
        save(lambda: new_of(trend, "note", day, scope, text=text, note_kind=kind))


def ending_form(own: list[Setting]) -> None:
    names = {one.id: describe_setting(one, queries.plan()) for one in own}
    chosen = st.selectbox("What", list(names), format_func=names.__getitem__)
    setting = next(one for one in own if one.id == chosen)
    with st.form("ending", border=False):
        last_day = last_month_box(setting) if setting.kind == "target" else None
        save(None, ends=(setting.id, last_day))


def last_month_box(setting: Setting) -> date | None:
    """The last day of the last month a target applies to; None to remove it."""
    first = period_of(setting.day, "month")
    months = list(periods_between(first, period_of(add_months(today(), 12), "month")))
    names: dict[date | None, str] = {None: REMOVE}
    names |= {one.end: one.name for one in reversed(months)}
    return st.selectbox("Last month it applies to", list(names), format_func=names.__getitem__)


def new_of(trend: Trend, kind: str, day: date | None, scope: Scope, **says: object) -> NewSetting:
    if day is None:
        raise SettingError("Choose a date.")
    return NewSetting(
        kind,  # type: ignore[arg-type]
        day,
        trend.indicator.id,
        scope.agency,
        scope.locality,
        **says,  # type: ignore[arg-type]
    )


def save(
    make: Callable[[], NewSetting] | None,
    ends: tuple[int, date | None] | None = None,
) -> None:
    """The end of every form: who and why, and the button that keeps it."""
    acting = signed_in_user.user()
    by = acting.email or st.text_input("Your name", key="set-by")
    reason = st.text_input("Why", placeholder="Agreed at the last meeting")
    if not st.form_submit_button("Save", type="primary"):
        return
    try:
        if make:
            commands.save_setting(queries.store(), acting, make(), by, reason)
        elif ends:
            commands.end_setting(queries.store(), acting, *ends, by, reason)
    except (SettingError, StoreError) as error:
        st.error(str(error))
    else:
        st.rerun()


def scope_box(trend: Trend) -> Scope:
    """Whom it is for: all, or whose figures the chart shows."""
    own = trend.scope
    if own.is_whole or SEVERAL in (own.agency, own.locality):
        return ALL_FIGURES
    chosen: Scope = st.radio("For", [own, ALL_FIGURES], format_func=scope_name, horizontal=True)
    return chosen


def scope_name(scope: Scope) -> str:
    example = NewSetting("note", date.min, agency=scope.agency, locality=scope.locality)
    return describe_scope(example, queries.plan())


def months_of(trend: Trend, ahead: int = 0) -> list[Period]:
    """The months of a trend, and so many after it."""
    starts = trend.points["period_start"]
    first, last = starts.iloc[0].date(), add_months(starts.iloc[-1].date(), ahead)
    return list(periods_between(period_of(first, "month"), period_of(last, "month")))


def council_year_start(trend: Trend) -> date:
    return period_of(trend.points["period_start"].iloc[-1].date(), "year").start


def month_box(label: str, months: list[Period], default: date) -> date:
    newest_first = list(reversed(months))
    starts = [one.start for one in newest_first]
    chosen: Period = st.selectbox(
        label,
        newest_first,
        index=starts.index(default) if default in starts else 0,
        format_func=lambda one: month(one.start.year, one.start.month).name,
    )
    return chosen.start


def show_history(trend: Trend, selection: Selection) -> None:
    history = queries.run_sql("setting_history", as_of=selection.as_of)
    shown = history[
        (history["indicator"].isna() & (history["kind"] != "meeting"))
        | (history["indicator"] == trend.indicator.id)
    ]
    if shown.empty:
        st.caption("This indicator has no targets, new baselines or notes.")
        return
    draw_table(
        history_in_words(shown),
        "Targets, baselines and notes, with who set them and why",
        unseen=True,
    )


def history_in_words(history: pd.DataFrame) -> pd.DataFrame:
    plan = queries.plan()
    rows = list(history.astype(object).where(history.notna(), None).itertuples())
    return pd.DataFrame(
        {
            "What": [f"{event_in_words(row)}{describe_setting(row, plan)}" for row in rows],
            "For": [describe_scope(row, plan) for row in rows],
            "Why": [row.reason for row in rows],
            "Who": [row.changed_by for row in rows],
            "When": [f"{row.changed_at:%-d %B %Y}" for row in rows],
        }
    )


def event_in_words(row: object) -> str:
    if row.event == "set":  # type: ignore[attr-defined]
        return ""
    if row.event == "removed":  # type: ignore[attr-defined]
        return "Removed: "
    last = row.last_day  # type: ignore[attr-defined]
    return f"Ended after {period_of(last.date(), 'month').name}: "
