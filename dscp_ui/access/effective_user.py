"""The user a session is drawn for, and what they may see and do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dscp_data.access import Action, User, allowed, authorisation
from dscp_data.aggregation.selection import Audience
from dscp_data.trends import Selection
from dscp_ui.access import signed_in_user
from dscp_ui.runtime import url_state
from dscp_ui.runtime.open_store import store

AUDIENCE = "audience"
PROTECTED = ("protected", "viewer")  # the second in links that were saved earlier
LOCALITY = "locality"


def user() -> User:
    """For whom this session is drawn: the acting person, or a viewer where they look at it as a
    wider audience would."""
    acting = signed_in_user.user()
    if acting.role is None or url_state.text(AUDIENCE) not in PROTECTED:
        return acting
    return User(acting.email, acting.name, "viewer")


def can(action: Action, agencies: Sequence[str] = (), localities: Sequence[str] = ()) -> bool:
    """Whether the reader may do something, for every one of these; see `access.allowed`."""
    return allowed(user(), action, agencies, localities)


def require(action: Action, agencies: Sequence[str] = (), localities: Sequence[str] = ()) -> None:
    """Raises NotAllowed where the reader may not, and has it in the log."""
    authorisation.require(store(), user(), action, agencies, localities)


def agencies_for(action: Action) -> list[str]:
    """The agencies that the reader may do something for, in the plan's order."""
    return [agency.id for agency in store().plan.agencies if can(action, [agency.id])]


def chosen_localities() -> tuple[str, ...]:
    """The localities that the URL says; none means all."""
    return tuple(url_state.ids(LOCALITY, [place.id for place in store().plan.localities]))


def audience() -> Audience:
    """For whom the chosen localities are drawn: as exact or as protected figures."""
    return "exact" if can("see-exact", localities=chosen_localities()) else "protected"


def restrict_to_permitted(selection: Selection) -> Selection:
    """The selection, limited to what this reader may see, wherever it came from."""
    if can("see-exact", localities=selection.localities):
        return selection
    return replace(selection, audience="protected")
