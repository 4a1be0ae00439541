-- Of each indicator ($indicators; NULL: all) how many rows its protected and published figures have,
-- and a digest of them that does not depend on their order: the sums of both halves of their MD5.
WITH line AS (
    SELECT indicator, to_json(one)::VARCHAR AS said FROM protected_figure AS one
    UNION ALL
    SELECT indicator, to_json(one)::VARCHAR FROM published_cell AS one
    UNION ALL
    SELECT indicator, to_json(one)::VARCHAR FROM published_contributor AS one
    UNION ALL
    SELECT indicator, json_array(indicator, made_with)::VARCHAR FROM protected_indicator
)
SELECT
    indicator,
    count(*) AS lines,
    format('{}-{}', sum((md5 >> 64)::UBIGINT), sum((md5 & 18446744073709551615)::UBIGINT)) AS digest
FROM (
    SELECT indicator, md5_number(said) AS md5
    FROM line
    WHERE $indicators IS NULL OR list_contains($indicators, indicator)
)
GROUP BY indicator;
