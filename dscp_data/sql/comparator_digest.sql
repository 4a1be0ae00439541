-- How many published figures there are, and a digest of them: see `protected_digests`.
SELECT
    count(*) AS lines,
    format(
        '{}-{}',
        coalesce(sum((md5 >> 64)::UBIGINT), 0),
        coalesce(sum((md5 & 18446744073709551615)::UBIGINT), 0)
    ) AS digest
FROM (SELECT md5_number(to_json(one)::VARCHAR) AS md5 FROM comparator AS one);
