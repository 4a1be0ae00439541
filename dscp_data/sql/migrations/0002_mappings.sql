-- What an agency's own words were said to mean. A mapping is never changed: it ends, and another
-- begins.
CREATE SEQUENCE mapping_id;

CREATE TABLE mapping (
    id INTEGER PRIMARY KEY DEFAULT nextval('mapping_id'),
    agency VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('column', 'indicator', 'agency', 'locality', 'period')),
    text VARCHAR NOT NULL,
    means VARCHAR NOT NULL,
    made_at TIMESTAMP NOT NULL,
    made_by VARCHAR NOT NULL
);

CREATE TABLE mapping_end (
    mapping_id INTEGER PRIMARY KEY,
    ended_at TIMESTAMP NOT NULL,
    ended_by VARCHAR NOT NULL
);

-- Why each query of a return was no reason to hold it back, in the words of who accepted it.
CREATE TABLE answer (
    return_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    message VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    answered_at TIMESTAMP NOT NULL,
    answered_by VARCHAR NOT NULL
);
