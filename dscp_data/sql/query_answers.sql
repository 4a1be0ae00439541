-- The queries of a return and why each was no reason to hold it back.
SELECT sheet, cell, code, message, reason, answered_at, answered_by
FROM answer
WHERE return_id = $return_id
ORDER BY rowid;
