"""Refusing what somebody may not do: a sentence for them, and an event in the log."""

from __future__ import annotations

from collections.abc import Collection

from dscp_data.access.permissions import Action, Extent, Role, matrix
from dscp_data.access.user import User, can
from dscp_data.store import Store, StoreError
from dscp_data.store.event_log.return_events import record_person

REFUSED = "refused"
HOW_FAR: dict[Extent, str] = {
    "no": "Your role does not allow this",
    "own agency": "Your role allows this only for your own agencies",
    "own locality": "Your role allows this only in your own localities",
}


class NotAllowed(StoreError):
    """Somebody asked for what their role does not allow; the message is for them."""


def allowed(
    user: User,
    action: Action,
    agencies: Collection[str] = (),
    localities: Collection[str] = (),
) -> bool:
    """Whether somebody may do something for every one of some agencies and localities; without
    any, for all together."""
    return all(
        can(user, action, agency, locality)
        for agency in agencies or (None,)
        for locality in localities or (None,)
    )


def require(
    store: Store,
    user: User,
    action: Action,
    agencies: Collection[str] = (),
    localities: Collection[str] = (),
) -> None:
    """Raises NotAllowed where somebody may not, once that is in the log."""
    if not allowed(user, action, agencies, localities):
        refuse(store, user, action, [*agencies, *localities])
        raise NotAllowed(refusal_in_words(action, user.role))


def refuse(store: Store, user: User, what: str, about: Collection[str] = ()) -> None:
    """Record that somebody was refused something: an action, a page, or everything."""
    detail = {"asked": what, "role": user.role, "about": sorted(about)}
    record_person(store, REFUSED, who=user.signature or "nobody", detail=detail)


def refusal_in_words(action: Action, role: Role | None) -> str:
    """As "Your role allows this only for your own agencies: accept a return. Ask a steward."."""
    permission = matrix()[action]
    how_far = HOW_FAR[permission.of(role)]
    return f"{how_far}: {permission.means[0].lower()}{permission.means[1:]}. Ask a steward."
