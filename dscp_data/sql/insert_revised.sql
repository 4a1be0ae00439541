-- Derive which keys of some returns have been revised. Keys that only `newest` has, the return that
-- has just been accepted, are new and not revised; without one $newest is NULL.
INSERT INTO revised_key
WITH affected AS (
    FROM observation_sharing_key($returns) WHERE return_id IS DISTINCT FROM $newest
)
FROM derive_revised_key('affected', NULL, NULL);
