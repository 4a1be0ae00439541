-- Every figure by one type of period, of the indicators wanted, with numbers for names: each is the
-- place of its id in the list given. `month` is the first of the period, counted from January 1970.
WITH figures AS (
    SELECT * FROM month_figure($as_of)
    WHERE $period_type = 'month' AND list_contains($wanted, indicator)
    UNION ALL
    SELECT * FROM quarter_figure($as_of)
    WHERE $period_type = 'quarter' AND list_contains($wanted, indicator)
    UNION ALL
    SELECT * FROM year_figure($as_of)
    WHERE $period_type = 'year' AND list_contains($wanted, indicator)
)
SELECT
    (list_position($indicators, indicator) - 1)::SMALLINT AS indicator,
    (list_position($agencies, agency) - 1)::SMALLINT AS agency,
    (list_position($localities, locality) - 1)::SMALLINT AS locality,
    (12 * (year(period_start) - 1970) + month(period_start) - 1)::SMALLINT AS month,
    numerator, denominator, known, whole, provisional, return_id
FROM figures;
