-- The same bytes turned away again by the same rule are on record already.
INSERT INTO refusal (sha256, rule, refused_at)
SELECT $sha256, $rule, $refused_at
WHERE NOT EXISTS (FROM refusal WHERE sha256 = $sha256 AND rule = $rule);
