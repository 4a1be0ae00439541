-- Hold nothing for current of the keys of some returns.
DELETE FROM current_observation
WHERE rowid IN (
    SELECT current_observation.rowid
    FROM current_observation
    SEMI JOIN (FROM observation WHERE list_contains($returns, return_id))
        USING (indicator, agency, locality, period_start, period_type)
);
