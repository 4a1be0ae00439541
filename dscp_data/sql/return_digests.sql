-- Of each return how many lines were read from it, and a digest of them that does not depend on
-- their order: the sums of both halves of their MD5. Columns are named, so that a new one changes
-- no digest; a column that came later is part of a line's digest only where the line fills one. Each MD5 is worked out once and then halved: md5_number_lower and md5_number_upper would
-- work it out twice. $return_id of NULL means every return.
WITH line AS (
    SELECT return_id, json_array(
        'observation', indicator, agency, locality, period_start, period_type, numerator,
        denominator, status, provisional, comment, sheet, cell
    ) AS said
    FROM observation
    WHERE $return_id IS NULL OR return_id = $return_id
    UNION ALL
    SELECT return_id, json_array(
        'concern', reference, area, locality, opened, resolved, outcome, repeat_of, sheet, cell
    )
    FROM concern
    WHERE $return_id IS NULL OR return_id = $return_id
    UNION ALL
    SELECT return_id, json_array(
        'mapping meeting', held_on, locality, concerns_discussed, concerns_opened,
        children_discussed, agencies, sheet, cell
    )
    FROM mapping_meeting
    WHERE $return_id IS NULL OR return_id = $return_id
    UNION ALL
    SELECT return_id, CASE
        WHEN concat(recommendation, owner, document, recommendation_due, recommendation_done) = ''
            AND len(priorities) + len(other_indicators) = 0
        THEN json_array(
            'evidence', date, agency, type, outcomes, golden_threads, finding, rating, indicator,
            sheet, cell
        )
        ELSE json_array(
            'evidence', date, agency, type, outcomes, golden_threads, finding, rating, indicator,
            sheet, cell, priorities, other_indicators, recommendation, owner, recommendation_due,
            recommendation_done, document
        )
    END
    FROM evidence
    WHERE $return_id IS NULL OR return_id = $return_id
    UNION ALL
    SELECT return_id, CASE
        WHEN concat(role, dependencies, readiness) = ''
        THEN json_array(
            'action', strand, workstream, title, lead_agency, start, due, completed, status,
            position, evidence, funding, sheet, cell
        )
        ELSE json_array(
            'action', strand, workstream, title, lead_agency, start, due, completed, status,
            position, evidence, funding, sheet, cell, role, dependencies, readiness
        )
    END
    FROM action
    WHERE $return_id IS NULL OR return_id = $return_id
)
SELECT
    return_id,
    count(*) AS lines,
    format(
        '{}-{}', sum((md5 >> 64)::UBIGINT), sum((md5 & 18446744073709551615)::UBIGINT)
    ) AS digest
FROM (SELECT return_id, md5_number(said) AS md5 FROM line)
GROUP BY return_id;
