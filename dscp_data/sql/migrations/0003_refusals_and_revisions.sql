-- All that is kept of a file that was turned away: it may hold a child's name.
CREATE TABLE refusal (
    sha256 VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    refused_at TIMESTAMP NOT NULL,
    PRIMARY KEY (sha256, rule)
);

-- The keys of which another figure is current than was first accepted, or none any more, kept
-- beside current_observation so that a page need not look through the history.
CREATE TABLE revised_key (
    indicator VARCHAR NOT NULL,
    agency VARCHAR NOT NULL,
    locality VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_type VARCHAR NOT NULL
);

INSERT INTO revised_key
WITH given AS (
    SELECT *
    FROM observation
    QUALIFY row_number() OVER (
        PARTITION BY indicator, agency, locality, period_start, period_type
        ORDER BY return_id
    ) = 1
)
SELECT indicator, agency, locality, period_start, period_type
FROM given
LEFT JOIN current_observation AS held
    USING (indicator, agency, locality, period_start, period_type)
WHERE held.return_id IS NULL
    OR held.numerator IS DISTINCT FROM given.numerator
    OR held.denominator IS DISTINCT FROM given.denominator;
