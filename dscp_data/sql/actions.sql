-- The reform action plan at a time, soonest due first: the lines of returns, and in place of those
-- that were changed on a page, and beside them, what was entered there. A line of a later return
-- takes the entry's place again where it says something else than the line that was changed. A change
-- goes with the return that its line came from.
WITH line AS (
    SELECT
        milestone_key(strand, workstream, title) AS key,
        md5(to_json(struct_pack(
            lead_agency, start, due, completed, status, position, evidence, funding, role,
            dependencies, readiness
        ))::VARCHAR) AS line,
        action.* EXCLUDE (return_id), return_id,
        cut_off, received_at, received_by AS entered_by, accepted_at, file
    FROM action_at($as_of) AS action
    JOIN (SELECT id, cut_off, received_at, received_by, file FROM return) AS source
        ON source.id = return_id
    JOIN (
        SELECT return_id, max(changed_at) AS accepted_at
        FROM return_state
        WHERE state = 'accepted' AND ($as_of IS NULL OR changed_at <= $as_of)
        GROUP BY return_id
    ) USING (return_id)
),
entry AS (
    SELECT
        CASE corrects
            WHEN '' THEN milestone_key(strand, workstream, title) ELSE corrects
        END AS key,
        milestone_key(strand, workstream, title) AS key_now,
        corrects = '' AS is_new,
        * EXCLUDE (corrects, id, changed_at, changed_by, reason),
        id AS entry_id, changed_at AS received_at, changed_by AS entered_by
    FROM milestone_entry_at($as_of)
),
matched AS (
    SELECT entry.entry_id, line.key AS line_key, line.return_id,
        line.line = entry.line OR line.accepted_at <= entry.received_at AS is_changed
    FROM entry JOIN line ON line.key IN (entry.key, entry.key_now)
    QUALIFY row_number() OVER (PARTITION BY entry.entry_id ORDER BY line.return_id DESC) = 1
),
plan AS (
    SELECT NULL::INTEGER AS entry_id, 0 AS step, line.* EXCLUDE (accepted_at, return_id)
    FROM line
    WHERE NOT EXISTS (
        FROM entry LEFT JOIN matched USING (entry_id)
        WHERE line.key IN (entry.key, entry.key_now)
            AND (matched.is_changed OR line.key <> matched.line_key)
    )
    UNION ALL BY NAME
    SELECT
        entry.* EXCLUDE (key_now, is_new, state), line.cut_off,
        coalesce(line.file, '') AS file, coalesce(line.sheet, '') AS sheet,
        coalesce(line.cell, '') AS cell
    FROM entry
    LEFT JOIN matched USING (entry_id)
    LEFT JOIN line ON line.key = matched.line_key
    WHERE state = 'active' AND coalesce(matched.is_changed, is_new)
)
FROM plan
ORDER BY due, strand, title;
