-- Every return ever accepted, with how it stands at a time and how much of it is current.
WITH stands AS (
    SELECT return_id AS id, state, changed_at, changed_by, reason
    FROM return_state
    WHERE $as_of IS NULL OR changed_at <= $as_of
    QUALIFY row_number() OVER (PARTITION BY return_id ORDER BY step DESC) = 1
),
accepted AS (
    SELECT return_id AS id, changed_at AS accepted_at, changed_by AS accepted_by
    FROM return_state
    WHERE step = 1
),
held AS (
    SELECT return_id AS id, count(*) AS observations FROM observation GROUP BY ALL
),
current AS (
    SELECT return_id AS id, count(*) AS current_observations
    FROM observation_at($as_of)
    GROUP BY ALL
)
SELECT
    id, agency, file, sha256, received_at, received_by, accepted_at, accepted_by,
    CASE
        WHEN state = 'withdrawn' THEN 'withdrawn'
        WHEN observations > 0 AND current_observations IS NULL THEN 'superseded'
        ELSE 'accepted'
    END AS state,
    first_period, last_period, cut_off, layout, note, is_sample,
    coalesce(observations, 0) AS observations,
    coalesce(current_observations, 0) AS current_observations,
    changed_at, changed_by, reason
FROM return
JOIN stands USING (id)
JOIN accepted USING (id)
LEFT JOIN held USING (id)
LEFT JOIN current USING (id)
ORDER BY id;
