-- Other returns with a figure for a key of this one.
SELECT DISTINCT return_id AS id
FROM observation
SEMI JOIN (FROM observation WHERE return_id = $return_id)
    USING (indicator, agency, locality, period_start, period_type)
WHERE return_id <> $return_id
ORDER BY id;
