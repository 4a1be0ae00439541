-- Hold none of the keys of some returns for revised.
DELETE FROM revised_key
WHERE rowid IN (
    SELECT revised_key.rowid
    FROM revised_key
    SEMI JOIN (FROM observation WHERE list_contains($returns, return_id))
        USING (indicator, agency, locality, period_start, period_type)
);
