-- Hold nothing for current of the keys of some returns.
DELETE FROM current_observation
WHERE (indicator, agency, locality, period_start, period_type) IN (
    SELECT (indicator, agency, locality, period_start, period_type)
    FROM observation
    WHERE list_contains($returns, return_id)
);
