-- What each agency's own words mean at a time, in the order in which it was said.
SELECT id, agency, kind, text, means, made_at, made_by
FROM mapping
LEFT JOIN mapping_end ON mapping_id = id
WHERE ($as_of IS NULL OR made_at <= $as_of)
    AND (ended_at IS NULL OR ($as_of IS NOT NULL AND ended_at > $as_of))
ORDER BY id;
