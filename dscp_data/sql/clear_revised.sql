-- Hold none of the keys of some returns for revised.
DELETE FROM revised_key
WHERE (indicator, agency, locality, period_start, period_type) IN (
    SELECT (indicator, agency, locality, period_start, period_type)
    FROM observation
    WHERE list_contains($returns, return_id)
);
