-- Work out which keys of some returns have been revised. What only `newest` gives, the return that
-- has just been accepted, is given for the first time; without one $newest is NULL.
INSERT INTO revised_key
WITH bearing AS (
    FROM bearing_on($returns) WHERE return_id IS DISTINCT FROM $newest
)
FROM worked_out_revised_key('bearing', NULL, NULL);
