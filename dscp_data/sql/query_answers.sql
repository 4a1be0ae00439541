-- The queries of a return and why each was no reason to hold it back, from the top of each sheet.
SELECT sheet, cell, code, message, reason, answered_at, answered_by
FROM answer
WHERE return_id = $return_id
ORDER BY sheet, TRY_CAST(regexp_extract(cell, '[0-9]+') AS INTEGER) NULLS FIRST, cell, code, message;
