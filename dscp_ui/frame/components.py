"""The scripts of our own that run in the browser, each a component of Streamlit's without a build.

The server registers them, because a script has to be a file: the content security policy runs no
other. In tests without a browser there are none.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.runtime import Runtime

HERE, ASSETS = Path(__file__).parent, "assets"
PACKAGE = "dscp"
LINKS, CLIPBOARD, TREND, TOUR = "links", "clipboard", "trend", "tour"
FILES = {
    LINKS: {"js": "page_links.js"},
    CLIPBOARD: {"js": "clipboard.js", "css": "clipboard.css"},
    TREND: {"js": "trend.js"},
    TOUR: {"js": "tour.js", "css": "tour.css"},
}

_mounts: dict[str, Callable[..., Any]] = {}


def register() -> None:
    """Have the running server hand out the components' scripts."""
    if not Runtime.exists():
        return
    configs = [ComponentConfig(name, ASSETS) for name in FILES]
    manager = get_bidi_component_manager()
    manager.register_from_manifest(ComponentManifest(PACKAGE, "1", configs), HERE)
    component = st.components.v2.component
    for name, files in FILES.items():
        _mounts[name] = component(f"{PACKAGE}.{name}", isolate_styles=False, **files)


def addresses() -> list[str]:
    """The addresses of the scripts that most pages run, from a page of ours."""
    wanted = {name: FILES[name]["js"] for name in (TREND, LINKS)}
    return [f"./_stcore/bidi-components/{PACKAGE}.{id}/{file}" for id, file in wanted.items()]


def mount(name: str, key: str, **options: Any) -> Any:
    """What a component says on this page; None where it is not registered."""
    return _mounts[name](key=key, **options) if name in _mounts else None
