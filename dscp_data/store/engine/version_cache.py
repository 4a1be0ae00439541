"""A cache of query results, valid for one data version."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class VersionCache:
    """The last `most` results for one data version, which `version` gives.

    Results are shared, so nobody may modify them. A caller that asks while a result is being
    computed waits for it.
    """

    def __init__(self, version: Callable[[], int], most: int) -> None:
        self.version, self.most = version, most
        self.guard = threading.Lock()
        self.of_version = -1
        self.answers: OrderedDict[Hashable, Future[Any]] = OrderedDict()

    def get_or_compute(self, key: Hashable, work: Callable[[], Answer]) -> Answer:
        """The cached result for `key`, or that of `work`. Errors of `work` are not cached."""
        version = self.version()
        found, is_new = self.place_for(key, version)
        if is_new:
            try:
                found.set_result(work())
            except BaseException as error:
                self.forget(key, found)
                found.set_exception(error)
                raise
            if self.version() != version:  # it may be of both versions
                self.forget(key, found)
        return found.result()

    def place_for(self, key: Hashable, version: int) -> tuple[Future[Any], bool]:
        """Where the result is or will be, and whether this caller must compute it."""
        with self.guard:
            if version != self.of_version:
                self.answers.clear()
                self.of_version = version
            if key in self.answers:
                self.answers.move_to_end(key)
                return self.answers[key], False
            self.answers[key] = found = Future[Any]()
            if len(self.answers) > self.most:
                self.answers.popitem(last=False)
            return found, True

    def forget(self, key: Hashable, found: Future[Any]) -> None:
        with self.guard:
            if self.answers.get(key) is found:
                del self.answers[key]
