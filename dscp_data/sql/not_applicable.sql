-- Figures that an agency says do not apply, though it reported some within a year and holds none
-- back: what they are of, as numbers (each the place of its id in the list given), and the month of
-- their period, counted from January 1970.
SELECT
    (list_position($indicators, indicator) - 1)::SMALLINT AS indicator,
    (list_position($agencies, agency) - 1)::SMALLINT AS agency,
    (list_position($localities, locality) - 1)::SMALLINT AS locality,
    (12 * (year(start) - 1970) + month(start) - 1)::SMALLINT AS month
FROM (
    SELECT
        indicator, agency, locality, status, coalesce(lasts, FALSE) AS lasts,
        period_begin($period_type, period_start) AS start
    FROM observation_at($as_of)
    LEFT JOIN lasting_not_applicable($as_of)
        USING (indicator, agency, locality, period_start, period_type)
    WHERE list_contains($wanted, indicator)
)
GROUP BY indicator, agency, locality, start
HAVING bool_or(status = 'not applicable' AND NOT lasts)
    AND bool_and(status IN ('reported', 'nil', 'not applicable'));
