"""URL state: short, stable ids, so that every view is a link.

A widget that Streamlit ties to the URL writes its labels there. Labels are long, and change. So
the URL is tied to text boxes that are not shown, and a widget that shows names sets its box when
it is used: `multiselect`, `pills`, `select`, `optional_select` and `segmented` draw both, or with
`box=False` the widget alone, for a box that is drawn already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from dscp_ui.runtime import style

INDICATOR = "indicator"  # the parameter that names the indicator a page opens


def draw_box(name: str) -> None:
    """The text box of a parameter of the URL, unseen; drawn before what reads or shows it."""
    with st.container(key=f"{style.UNSEEN_BOX}-{name}"):
        bind(name)


def bind(name: str) -> None:
    """The text box alone, in a place that is out of sight."""
    st.text_input(name, key=name, bind="query-params", label_visibility="collapsed")


def text(name: str) -> str:
    """What the URL says for a parameter; "" where it says nothing."""
    return st.session_state.get(name) or ""


def set_value(name: str, value: str) -> None:
    """Change the URL. Only before the box is drawn in a run, or from a callback."""
    st.session_state[name] = value


def ids(name: str, known: Iterable[str]) -> list[str]:
    """The ids of a parameter, parted by spaces; what is not known is left out."""
    value = text(name).split()
    return [id for id in known if id in value]


def unknown_ids(name: str, known: Iterable[str]) -> list[str]:
    """What the URL says for a parameter that is not known, as in a link that no longer fits."""
    return [id for id in text(name).split() if id not in set(known)]


def multiselect(
    label: str, name: str, names: Mapping[str, str], *, box: bool = True, **options: Any
) -> tuple[str, ...]:
    """A choice of any number of ids from a list, by their names. None chosen means all, and all
    is none."""
    if box:
        draw_box(name)
    return draw_several(st.multiselect, label, name, names, options | {"select_all": False})


def pills(
    label: str, name: str, names: Mapping[str, str], *, box: bool = True, **options: Any
) -> tuple[str, ...]:
    """The same choice from a few that are all in sight."""
    if box:
        draw_box(name)
    return draw_several(st.pills, label, name, names, options | {"selection_mode": "multi"})


def draw_several(
    widget: Callable[..., list[str]],
    label: str,
    name: str,
    names: Mapping[str, str],
    options: Mapping[str, Any],
) -> tuple[str, ...]:
    key = synced_key(name, ids(name, names))
    chosen = widget(
        label,
        list(names),
        format_func=lambda id: names[id],
        key=key,
        on_change=sync_several,
        args=(name, len(names)),
        **options,
    )
    return tuple(chosen)


def optional_select(
    label: str, name: str, names: Mapping[str, str], *, box: bool = True, **options: Any
) -> str | None:
    """A choice of one id from a list, by its name; None while none is chosen."""
    if box:
        draw_box(name)
    return draw_select(label, name, names, None, options)


def select(label: str, name: str, names: Mapping[str, str], default: str, **options: Any) -> str:
    """A choice of one id from a list, by its name.

    What was chosen stands in the URL, the default too: where a list's order follows the figures,
    its first line is not always the same.
    """
    draw_box(name)
    return draw_select(label, name, names, default, options) or default


def draw_select(
    label: str,
    name: str,
    names: Mapping[str, str],
    default: str | None,
    options: Mapping[str, Any],
) -> str | None:
    key = synced_key(name, first_or_none(ids(name, names)) or default)
    chosen: str | None = st.selectbox(
        label,
        list(names),
        index=None if default is None else 0,
        format_func=lambda id: names[id],
        key=key,
        on_change=sync_one,
        args=(name, ""),
        **options,
    )
    return chosen


def segmented(
    label: str,
    name: str,
    names: Mapping[str, str],
    default: str,
    *,
    box: bool = True,
    **options: Any,
) -> str:
    """A choice of one id from a few that are all in sight. The URL says nothing at the default."""
    if box:
        draw_box(name)
    key = synced_key(name, first_or_none(ids(name, names)) or default)
    st.segmented_control(
        label,
        list(names),
        format_func=lambda id: names[id],
        required=True,
        key=key,
        on_change=sync_one,
        args=(name, default),
        **options,
    )
    return first_or_none(ids(name, names)) or default


def synced_key(name: str, value: object) -> str:
    """The key of the widget that shows a parameter, set to what the URL says."""
    key = f"{name}-shown"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def is_shown(name: str) -> bool:
    """Whether the widget of a parameter is on the page. One may be gone when its value arrives, in
    a message that was sent before the browser knew."""
    return f"{name}-shown" in st.session_state


def sync_several(name: str, in_all: int) -> None:
    if is_shown(name):
        chosen = st.session_state[f"{name}-shown"]
        set_value(name, "" if len(chosen) == in_all else " ".join(chosen))


def sync_one(name: str, default: str) -> None:
    if is_shown(name):
        chosen = st.session_state[f"{name}-shown"] or ""
        set_value(name, "" if chosen == default else chosen)


def first_or_none(found: Sequence[str]) -> str | None:
    return found[0] if found else None
