"""A database of generated observations: every indicator × agency × locality for years of months."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dscp_data.model.periods import add_months
from dscp_data.store import open_store

YEARS = 12
END = date(2026, 10, 1)

MAKE = """
INSERT INTO observation
SELECT
    1, indicator, agency, locality,
    ($first::DATE + to_months(number::INTEGER))::DATE,
    'month',
    (hash(indicator, agency, locality, number) % 20)::DOUBLE,
    CASE WHEN list_contains($shares, indicator) THEN 40.0 END,
    'reported', FALSE, '', 'Figures', 'B' || number
FROM unnest($indicators) AS i (indicator)
CROSS JOIN unnest($agencies) AS a (agency)
CROSS JOIN unnest($localities) AS l (locality)
CROSS JOIN range($months) AS m (number)
"""


def generate(path: Path, years: int = YEARS) -> int:
    """Fill a new database with so many years of observations, about a million in 12, and give how
    many there are."""
    with open_store(path) as store:
        plan = store.plan
        with store.transaction() as cursor:
            cursor.execute(
                "INSERT INTO return (file, sha256, received_at, received_by, layout, note,"
                " is_sample) VALUES ('generated', '', now()::TIMESTAMP, 'bench', [], '', TRUE)"
            )
            cursor.execute(
                "INSERT INTO return_state VALUES (1, 1, 'accepted', now()::TIMESTAMP, 'bench', '')"
            )
            cursor.execute(
                MAKE,
                {
                    "shares": [i.id for i in plan.indicators if i.has_denominator],
                    "indicators": [i.id for i in plan.indicators],
                    "agencies": [a.id for a in plan.agencies],
                    "localities": [p.id for p in plan.localities],
                    "months": years * 12,
                    "first": add_months(END, -years * 12),
                },
            )
            cursor.execute(
                "INSERT INTO current_observation SELECT * FROM derive_current_observation(NULL)"
            )
        with store.cursor() as cursor:
            return cursor.execute("SELECT count(*) FROM current_observation").fetchall()[0][0]
