-- What is held of each period for which an agency owes an indicator. The lists `indicators`,
-- `agencies`, `months` (how long a period of the indicator is) and `registers` ('' where figures
-- are returned) stand side by side; periods run from `first` and end on `last` at the latest.
-- `missing` names the districts expected but not there in every month of the period: a district is
-- expected from the agency's first figure for it to its last, and still in the one period after.
-- `months_given` are the months for which anything was given.
WITH obligation AS (
    SELECT
        unnest($indicators) AS indicator,
        unnest($agencies) AS agency,
        unnest($months) AS months,
        unnest($registers) AS register
),
started AS (
    SELECT
        *,
        unnest(generate_series(
            $first::DATE::TIMESTAMP, $last::DATE::TIMESTAMP, to_months(months)
        ))::DATE AS period_start
    FROM obligation
),
owed AS (
    SELECT *, (period_start + to_months(months))::DATE - 1 AS period_end
    FROM started
    WHERE period_end <= $last::DATE
),
observation_month AS (
    SELECT
        indicator, agency, locality, status,
        unnest(generate_series(
            period_start::TIMESTAMP,
            period_start + to_months(
                CASE period_type WHEN 'month' THEN 0 WHEN 'quarter' THEN 2 ELSE 11 END
            ),
            to_months(1)
        ))::DATE AS month_start
    FROM observation_at($as_of)
),
place_held AS (
    SELECT
        owed.indicator, owed.agency, owed.period_start, locality,
        count(DISTINCT month_start) = any_value(months) AS whole,
        list(DISTINCT status) AS statuses,
        list(DISTINCT month_start) AS months_given
    FROM owed
    JOIN observation_month
        ON observation_month.indicator = owed.indicator
        AND observation_month.agency = owed.agency
        AND month_start BETWEEN owed.period_start AND owed.period_end
    GROUP BY ALL
),
period_held AS (
    SELECT
        indicator, agency, period_start,
        list(locality) FILTER (WHERE whole) AS whole_places,
        bool_and(whole) AS whole,
        list_sort(list_distinct(flatten(list(statuses)))) AS statuses,
        list_distinct(flatten(list(months_given))) AS months_given
    FROM place_held
    GROUP BY ALL
),
turn AS (
    SELECT
        indicator, agency, period_start,
        lead(period_start, 1, period_start)
            OVER (PARTITION BY indicator, agency ORDER BY period_start) AS next_start
    FROM period_held
),
district_span AS (
    SELECT
        indicator, agency, locality,
        min(period_start) AS first_start,
        max(next_start) AS last_start
    FROM place_held JOIN turn USING (indicator, agency, period_start)
    WHERE list_contains($districts, locality)
    GROUP BY ALL
),
missing_place AS (
    SELECT
        period_held.indicator, period_held.agency, period_held.period_start,
        list_sort(list(locality)) AS missing
    FROM period_held
    JOIN district_span
        ON district_span.indicator = period_held.indicator
        AND district_span.agency = period_held.agency
        AND period_held.period_start BETWEEN first_start AND last_start
        AND NOT list_contains(coalesce(whole_places, []), locality)
        AND NOT list_has_any(coalesce(whole_places, []), $whole_county)
    GROUP BY ALL
),
sent_register AS (
    SELECT 'concerns' AS register, id AS return_id
    FROM active_return($as_of)
    WHERE id IN (SELECT return_id FROM concern)
    UNION ALL
    SELECT 'actions', id
    FROM active_return($as_of)
    WHERE id IN (SELECT return_id FROM action)
),
register_reach AS (
    SELECT register, max(coalesce(cut_off, received_at::DATE)) AS complete_to
    FROM sent_register JOIN return ON return.id = return_id
    GROUP BY ALL
)
SELECT
    indicator, agency, months, register, period_start, period_end,
    coalesce(complete_to >= period_end, FALSE) AS register_sent,
    coalesce(statuses, []) AS statuses,
    coalesce(whole, FALSE) AS whole,
    coalesce(missing, []) AS missing,
    coalesce(months_given, []) AS months_given
FROM owed
LEFT JOIN period_held USING (indicator, agency, period_start)
LEFT JOIN missing_place USING (indicator, agency, period_start)
LEFT JOIN register_reach USING (register)
ORDER BY agency, period_start, indicator;
