-- The evidence log at a time, newest first: the lines of returns, and in place of those that were
-- corrected or withdrawn on a page, and beside them, what was entered there. A correction goes with
-- the return that its line came from.
WITH line AS (
    SELECT
        evidence_key(date, agency, type, finding) AS key,
        date, agency, type, priorities, outcomes, golden_threads, indicator, other_indicators,
        finding, rating, recommendation, owner, recommendation_due, recommendation_done, document,
        received_by AS entered_by, received_at AS entered_at, file, sheet, cell
    FROM evidence_at($as_of)
    JOIN (SELECT id, file, received_by, received_at FROM return) AS source
        ON source.id = return_id
),
entry AS (
    SELECT
        CASE corrects WHEN '' THEN 'entry-' || id ELSE corrects END AS key,
        id AS entry_id, step, corrects, state,
        date, agency, type, priorities, outcomes, golden_threads,
        coalesce(indicators[1], '') AS indicator, indicators[2:] AS other_indicators,
        finding, rating, recommendation, owner, recommendation_due, recommendation_done, document,
        changed_by AS entered_by, changed_at AS entered_at
    FROM evidence_entry_at($as_of)
),
log AS (
    SELECT NULL::INTEGER AS entry_id, 0 AS step, line.*
    FROM line
    ANTI JOIN entry USING (key)
    UNION ALL BY NAME
    SELECT
        entry.* EXCLUDE (corrects, state),
        coalesce(file, '') AS file, coalesce(sheet, '') AS sheet, coalesce(cell, '') AS cell
    FROM entry
    LEFT JOIN (SELECT key, file, sheet, cell FROM line) AS source USING (key)
    WHERE state = 'active' AND (corrects = '' OR source.file IS NOT NULL)
)
SELECT
    *,
    list_filter(list_prepend(indicator, other_indicators), one -> one <> '') AS indicators
FROM log
ORDER BY date DESC, agency, finding, key;
