-- Files that were turned away, newest first: all that is known of them.
SELECT sha256, rule, refused_at
FROM refusal
WHERE $as_of IS NULL OR refused_at <= $as_of
ORDER BY refused_at DESC, sha256;
