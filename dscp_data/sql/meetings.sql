-- The details of each meeting, as the newest row says; `versions` counts its closings and
-- corrections.
SELECT
    id, as_of, place, invited, present, state, step,
    count(*) FILTER (state = 'closed') OVER (PARTITION BY id) AS versions
FROM meeting
QUALIFY row_number() OVER (PARTITION BY id ORDER BY step DESC) = 1
ORDER BY id;
