-- All that is kept of a file that was turned away: it may hold a child's name.
CREATE TABLE refusal (
    sha256 VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    refused_at TIMESTAMP NOT NULL,
    PRIMARY KEY (sha256, rule)
);
