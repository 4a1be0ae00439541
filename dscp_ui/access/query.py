"""The decorator of every query that a page makes: who may ask, and how many results are cached."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from inspect import signature
from typing import Any, Generic, ParamSpec, TypeVar

from dscp_data.access import Action
from dscp_ui.access import effective_user
from dscp_ui.runtime.shared_cache import shared_cache

P = ParamSpec("P")
R = TypeVar("R")


class Query(Generic[P, R]):
    """A cached function of the store's data that checks the reader's permission on each call."""

    def __init__(self, compute: Callable[P, R], requires: Action, cached: int) -> None:
        update_wrapper(self, compute)
        self.requires = requires
        self.signature = signature(compute)
        self.unchecked: Callable[P, R] = shared_cache(max_entries=cached)(compute)
        """The same for code that has checked, or that prepares results before anybody asks."""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Raises NotAllowed."""
        call = self.signature.bind(*args, **kwargs)
        call.apply_defaults()  # so that a default and the same value given share one result
        arguments: dict[str, Any] = call.arguments
        check(self.requires, arguments)
        return self.unchecked(*arguments.values())  # type: ignore[call-arg]


def check(requires: Action, arguments: dict[str, Any]) -> None:
    """A `selection` must be permitted as a whole; one that needs only "see-protected" is changed
    to protected figures where the reader may not see exact ones."""
    selection = arguments.get("selection")
    if selection is None:
        effective_user.require(requires)
    elif requires == "see-protected":
        effective_user.require(requires)
        arguments["selection"] = effective_user.restrict_to_permitted(selection)
    else:
        effective_user.require(requires, localities=selection.localities)


def query(*, requires: Action, cached: int) -> Callable[[Callable[P, R]], Query[P, R]]:
    """Makes a function of hashable arguments a query that requires a permission and is cached."""

    def decorate(compute: Callable[P, R]) -> Query[P, R]:
        return Query(compute, requires, cached)

    return decorate
