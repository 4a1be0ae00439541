-- Returns of which no line is shown any more, and since when (UTC): withdrawn, or given anew by later
-- returns in every line. A return that holds a register and no figures is left out: when its last
-- line was given anew cannot be told.
WITH shown AS (
    SELECT return_id FROM current_observation
    UNION
    SELECT return_id FROM concern_at(NULL)
    UNION
    SELECT return_id FROM mapping_meeting_at(NULL)
    UNION
    SELECT return_id FROM evidence_at(NULL)
    UNION
    SELECT return_id FROM action_at(NULL)
),
step AS (
    SELECT return_id, state, changed_at
    FROM return_state
    QUALIFY row_number() OVER (PARTITION BY return_id ORDER BY step DESC) = 1
),
unneeded AS (
    SELECT return_id, state, changed_at
    FROM step
    WHERE return_id NOT IN (SELECT return_id FROM shown)
),
given_anew AS (
    SELECT older.return_id, indicator, agency, locality, period_start, period_type,
        min(accepted.changed_at) AS anew_at
    FROM observation AS older
    JOIN observation AS newer
        USING (indicator, agency, locality, period_start, period_type)
    JOIN return_state AS accepted ON accepted.return_id = newer.return_id AND accepted.step = 1
    WHERE older.return_id IN (SELECT return_id FROM unneeded)
        AND newer.return_id > older.return_id
        AND newer.return_id IN (SELECT id FROM active_return(NULL))
    GROUP BY ALL
),
replaced AS (
    SELECT older AS return_id, accepted.changed_at AS anew_at
    FROM supersession
    JOIN return_state AS accepted ON accepted.return_id = newer AND accepted.step = 1
    WHERE newer IN (SELECT id FROM active_return(NULL))
),
replaced_at AS (
    SELECT return_id, max(anew_at) AS anew_at
    FROM (SELECT return_id, anew_at FROM given_anew UNION ALL FROM replaced)
    GROUP BY return_id
)
SELECT
    return_id AS id, sha256, file,
    CASE WHEN state = 'withdrawn' THEN 'withdrawn' ELSE 'replaced' END AS state_in_words,
    CASE WHEN state = 'withdrawn' THEN changed_at ELSE replaced_at.anew_at END AS since
FROM unneeded
JOIN (SELECT id AS return_id, sha256, file FROM return) AS sent USING (return_id)
LEFT JOIN replaced_at USING (return_id)
WHERE state = 'withdrawn' OR replaced_at.anew_at IS NOT NULL
ORDER BY return_id;
