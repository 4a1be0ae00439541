-- The same bytes turned away again by the same rule are on record already.
INSERT INTO refusal (sha256, rule, refused_at) VALUES ($sha256, $rule, $refused_at) ON CONFLICT DO NOTHING;
