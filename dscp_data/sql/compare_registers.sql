-- What changed in the registers from one return to another, line by line: added, changed, unchanged,
-- or left out by the later one. `key` is what tells a line from the others, as the macros of each
-- register have it; `said` is the rest of the line as JSON.
WITH line AS (
    SELECT
        return_id, 'concern' AS register, [reference, opened::VARCHAR] AS key,
        json_object(
            'area', area, 'locality', locality, 'resolved', resolved, 'outcome', outcome,
            'repeat_of', repeat_of
        ) AS said,
        sheet, cell
    FROM concern
    UNION ALL
    SELECT
        return_id, 'meeting', [held_on::VARCHAR, locality],
        json_object(
            'concerns_discussed', concerns_discussed, 'concerns_opened', concerns_opened,
            'children_discussed', children_discussed, 'agencies', agencies
        ),
        sheet, cell
    FROM mapping_meeting
    UNION ALL
    SELECT
        return_id, 'evidence', [date::VARCHAR, agency, type, finding],
        json_object(
            'outcomes', outcomes, 'golden_threads', golden_threads, 'rating', rating,
            'indicator', indicator, 'priorities', priorities, 'other_indicators', other_indicators,
            'recommendation', recommendation, 'owner', owner,
            'recommendation_due', recommendation_due, 'recommendation_done', recommendation_done,
            'document', document
        ),
        sheet, cell
    FROM evidence
    UNION ALL
    SELECT
        return_id, 'action', [strand, workstream, title],
        json_object(
            'lead_agency', lead_agency, 'start', start, 'due', due, 'completed', completed,
            'status', status, 'position', position, 'evidence', evidence, 'funding', funding,
            'role', role, 'dependencies', dependencies, 'readiness', readiness
        ),
        sheet, cell
    FROM action
),
one_line AS (
    SELECT *
    FROM line
    WHERE return_id IN ($older, $newer)
    QUALIFY row_number() OVER (PARTITION BY return_id, register, key ORDER BY sheet, cell) = 1
),
before AS (FROM one_line WHERE return_id = $older),
later AS (FROM one_line WHERE return_id = $newer)
SELECT
    CASE
        WHEN before.said IS NULL THEN 'added'
        WHEN later.said IS NULL THEN 'left out'
        WHEN before.said <> later.said THEN 'changed'
        ELSE 'unchanged'
    END AS change,
    register, key,
    before.said AS said_before, later.said,
    before.sheet AS sheet_before, before.cell AS cell_before, later.sheet, later.cell
FROM before FULL JOIN later USING (register, key)
ORDER BY register, key;
