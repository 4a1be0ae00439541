-- Work out which keys of some returns have been revised.
INSERT INTO revised_key
WITH bearing AS (FROM bearing_on($returns))
FROM worked_out_revised_key('bearing', NULL, NULL);
