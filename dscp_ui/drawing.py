"""Charts on screen: a cached spec, and the data beside it."""

from __future__ import annotations

import pandas as pd
import streamlit as st


def theme() -> str:
    """ "light" or "dark": the theme the reader sees now."""
    return st.context.theme.type or "light"


def draw(frame: pd.DataFrame, spec: dict, key: str, alt: str) -> None:
    st.vega_lite_chart(frame, spec, key=key, alt=alt, theme=None, width="stretch")
