"""The Users page: roles, changing them, and what each may do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dscp_data.access import ROLES, RoleAssignment, commands, matrix, role_assignments
from dscp_data.model.text import format_date, join_list, pluralise
from dscp_data.store import StoreError
from dscp_ui import queries
from dscp_ui.access import signed_in_user
from dscp_ui.frame.banners import show_withheld_notice
from dscp_ui.runtime.markdown import escape_markdown
from dscp_ui.sections.admin.feeds import show_feeds
from dscp_ui.widgets.html_table import draw_table

PERMISSION_LABELS = {
    "yes": "Yes",
    "no": "–",
    "own agency": "Own agency",
    "own locality": "Own localities",
}
ROLE_SUMMARIES = {
    "viewer": "Sees protected figures.",
    "member": "Sees exact figures.",
    "manager": "Sees exact figures for their own localities, and protected figures elsewhere.",
    "analyst": "Sees exact figures, and uploads and accepts returns for their own agencies.",
    "steward": "Can do everything, including returns for every agency, settings and users.",
    "auditor": "Sees protected figures and the event log.",
}
GIVING: dict[str, Any] = {
    "role-email": "",
    "role-given": ROLES[0],
    "role-agencies": [],
    "role-localities": [],
    "role-reason": "",
}
ENDING: dict[str, Any] = {"end-email": None, "end-reason": ""}
DONE = "users-done"


def show_users() -> None:
    st.title("Users", anchor=False)
    if show_withheld_notice("Users are", "manage-users"):
        return
    if signed_in_user.user() == signed_in_user.LOCAL:
        st.info("Sign-in is not set up yet. These roles will apply once it is.")
    roles = role_assignments(queries.store())
    show_list(roles)
    give, end = st.columns(2, gap="medium")
    with give.container(border=True):
        show_giving()
    with end.container(border=True):
        show_ending(roles)
    show_earlier(roles)
    show_feeds()
    show_matrix()


def show_list(roles: Sequence[RoleAssignment]) -> None:
    if not roles:
        st.write("No one has a role yet. Make someone a steward first.")
        return
    st.dataframe(
        roles_table(roles),
        hide_index=True,
        height="content" if len(roles) < 12 else 440,
        key="users",
        column_config={"For": st.column_config.TextColumn("For", width=190)},
        alt=f"{pluralise(len(roles), 'person', 'people')} with a role",
    )


def roles_table(rows: Sequence[RoleAssignment]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Signs in as": [one.email for one in rows],
            "Role": [one.role.capitalize() for one in rows],
            "For": [format_scope(one) for one in rows],
            "Since": [format_date(one.given_at) for one in rows],
            "Given by": [one.given_by for one in rows],
            "Why": [one.reason for one in rows],
        }
    )


def format_scope(row: RoleAssignment) -> str:
    plan = queries.plan()
    return join_list(
        [agency.short_name for agency in plan.agencies if agency.id in row.agencies]
        + [place.name for place in plan.localities if place.id in row.localities]
    )


def show_giving() -> None:
    """A form that asks only for what the chosen role needs."""
    plan, done = queries.plan(), start_afresh(GIVING)
    st.header("Give or change a role", anchor=False)
    email = st.text_input("Email address they sign in with", key="role-email")
    role = st.selectbox("Role", ROLES, format_func=str.capitalize, key="role-given")
    st.caption(ROLE_SUMMARIES[role])
    agencies: list[str] = []
    localities: list[str] = []
    if role == "analyst":
        names = {agency.id: agency.short_name for agency in plan.agencies}
        agencies = st.multiselect(
            "Agencies they can act for",
            list(names),
            format_func=names.__getitem__,
            key="role-agencies",
        )
    if role == "manager":
        names = {place.id: place.name for place in plan.localities}
        localities = st.multiselect(
            "Localities they can see",
            list(names),
            format_func=names.__getitem__,
            key="role-localities",
        )
    reason = st.text_input("Why", key="role-reason", placeholder="Joined the Think Tank")
    if st.button("Give this role", type="primary", key="role-give"):
        change(
            lambda: commands.give_role(
                queries.store(), signed_in_user.user(), email, role, agencies, localities, reason
            ),
            reason,
            GIVING,
            f"{email.strip().lower()} is now {role}.",
        )
    say_done(done)


def show_ending(roles: Sequence[RoleAssignment]) -> None:
    done = start_afresh(ENDING)
    st.header("End a role", anchor=False)
    if not roles:
        st.caption("No one has a role yet.")
        return
    role_of = {one.email: one.role for one in roles}
    email = st.selectbox(
        "Person",
        list(role_of),
        index=None,
        format_func=lambda email: f"{email}, {role_of[email]}",
        placeholder="Choose a person",
        key="end-email",
    )
    reason = st.text_input("Why", key="end-reason", placeholder="Left the partnership")
    if st.button("End this role", key="role-end", disabled=email is None):
        assert email is not None
        change(
            lambda: commands.end_role(queries.store(), signed_in_user.user(), email, reason),
            reason,
            ENDING,
            f"{email} no longer has a role. They will lose access the next time they select "
            "anything.",
        )
    say_done(done)


def start_afresh(form: dict[str, Any]) -> str:
    """Empty a form whose change was just made; give what is to be said of it."""
    of, done = st.session_state.get(DONE, (None, ""))
    if of != list(form):
        return ""
    del st.session_state[DONE]
    st.session_state.update(form)
    return done


def say_done(done: str) -> None:
    if done:
        st.success(escape_markdown(done))


def change(act: Callable[[], None], reason: str, form: dict[str, Any], done: str) -> None:
    if not reason.strip():
        st.error("Enter a reason. It is kept in the history.")
        return
    try:
        act()
    except StoreError as error:
        st.error(escape_markdown(str(error)))
        return
    st.session_state[DONE] = list(form), done
    st.rerun()


def show_earlier(roles: Sequence[RoleAssignment]) -> None:
    """Roles that have ended, the newest ending first."""
    ended = [one for one in role_assignments(queries.store(), ended=True) if one not in roles]
    if not ended:
        return
    ended.sort(key=lambda one: one.ended_at or one.given_at, reverse=True)
    rows = roles_table(ended)
    rows.insert(4, "Until", [format_date(one.ended_at) if one.ended_at else "" for one in ended])
    rows["Ended by"] = [one.ended_by for one in ended]
    rows["Reason ended"] = [one.ended_because for one in ended]
    with st.expander(f"Earlier roles ({len(ended):,})"):
        st.dataframe(rows, hide_index=True, key="users-earlier", alt="Roles that have ended")


def show_matrix() -> None:
    with st.expander("What each role can do"):
        draw_table(permissions(), "What each role can do", unseen=True)


def permissions() -> pd.DataFrame:
    """What each role can do: one row an action, one column a role."""
    rows = matrix().values()
    columns = {
        role.capitalize(): [PERMISSION_LABELS[one.of(role)] for one in rows] for role in ROLES
    }
    return pd.DataFrame({"Action": [one.means for one in rows], **columns})
