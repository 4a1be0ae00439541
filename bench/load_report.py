"""Prints what the load bench measured, each line with its limit where there is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.saying import milliseconds, say

# Ratios to one reader alone hold on any machine; the milliseconds are those of one with 2 quiet
# cores.
TIMES = {False: 4.0, True: 8.0}  # during an import?
SECONDS = {False: 0.15, True: 0.5}
MEGABYTES = 1000.0


@dataclass
class Phase:
    """So many readers at once: seconds of each answer, errors that they were shown, and the most
    memory (MB), the processor time and the length (s) of the phase."""

    name: str
    readers: int
    has_import: bool = False
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: float = 0.0
    processor: float = 0.0
    length: float = 0.0

    def at(self, share: float) -> float:
        """The seconds within which a share of the answers came."""
        ordered = sorted(self.seconds)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def report(phases: Sequence[Phase]) -> None:
    """The first phase is one reader alone; the two after it have limits."""
    alone = phases[0].at(0.95)
    for place, phase in enumerate(phases):
        is_limited = place in (1, 2)
        report_times(phase, alone, is_limited=is_limited)
        say(f"{phase.name}: changes", str(len(phase.seconds)))
        a_change = phase.processor / max(len(phase.seconds), 1)
        say(f"{phase.name}: processor time of the server a change", milliseconds(a_change))
        say(f"{phase.name}: cores busy", f"{phase.processor / phase.length:.2f}")
        limit = MEGABYTES if is_limited else None
        say(f"{phase.name}: memory of all processes", with_limit(phase.memory, limit, " MB", ".0f"))
        say(f"{phase.name}: errors", with_limit(len(phase.errors), 0))
        for error in phase.errors[:5]:
            print(error)


def report_times(phase: Phase, alone: float, *, is_limited: bool) -> None:
    for name, share in (("p50", 0.5), ("max", 1.0)):
        say(f"{phase.name}: {name}", milliseconds(phase.at(share)))
    p95 = phase.at(0.95)
    times = TIMES[phase.has_import] if is_limited else None
    most = 1000 * SECONDS[phase.has_import] if is_limited else None
    say(f"{phase.name}: p95", with_limit(1000 * p95, most, " ms", ",.0f"))
    say(f"{phase.name}: p95 to one reader's", with_limit(p95 / alone, times, " times", ".1f"))


def describe_mixed(mixed: Sequence[object], changed: int, asked: int) -> None:
    say("Views asked again: the return changed, of all", f"{changed} of {asked}")
    say("Of them answered as neither before nor after it", with_limit(len(mixed), 0))
    for view in mixed[:5]:
        print(view)


def with_limit(value: float, limit: float | None, unit: str = "", form: str = "d") -> str:
    figure = f"{value:{form}}{unit}"
    if limit is None:
        return figure
    return f"{figure} (at most {limit:g}: {'holds' if value <= limit else 'does not hold'})"
