-- Times are UTC without a zone. Tables of figures are append-only; what is current is a question.

CREATE SEQUENCE return_id;

CREATE TABLE return (
    id INTEGER PRIMARY KEY DEFAULT nextval('return_id'),
    agency VARCHAR,
    file VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    received_at TIMESTAMP NOT NULL,
    received_by VARCHAR NOT NULL,
    first_period DATE,
    last_period DATE,
    cut_off DATE,
    layout VARCHAR[] NOT NULL,
    note VARCHAR NOT NULL,
    is_sample BOOLEAN NOT NULL
);

-- The newest row of a return says whether it stands.
CREATE TABLE return_state (
    return_id INTEGER NOT NULL,
    step INTEGER NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('accepted', 'withdrawn')),
    changed_at TIMESTAMP NOT NULL,
    changed_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (return_id, step)
);

-- A return that covers all that an earlier one covered replaces it as a whole while it stands.
CREATE TABLE supersession (
    newer INTEGER NOT NULL,
    older INTEGER NOT NULL,
    PRIMARY KEY (newer, older)
);

CREATE TABLE observation (
    return_id INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,
    agency VARCHAR NOT NULL,
    locality VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_type VARCHAR NOT NULL,
    numerator DOUBLE,
    denominator DOUBLE,
    status VARCHAR NOT NULL,
    provisional BOOLEAN NOT NULL,
    comment VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL
);

-- What is current now, kept beside the history so that every page need not work it out again.
CREATE TABLE current_observation AS FROM observation LIMIT 0;

CREATE TABLE concern (
    return_id INTEGER NOT NULL,
    reference VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    locality VARCHAR NOT NULL,
    opened DATE NOT NULL,
    resolved DATE,
    outcome VARCHAR NOT NULL,
    repeat_of VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL
);

CREATE TABLE evidence (
    return_id INTEGER NOT NULL,
    date DATE NOT NULL,
    agency VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    outcomes VARCHAR[] NOT NULL,
    golden_threads VARCHAR[] NOT NULL,
    finding VARCHAR NOT NULL,
    rating VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL
);

CREATE TABLE action (
    return_id INTEGER NOT NULL,
    strand VARCHAR NOT NULL,
    workstream VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    lead_agency VARCHAR NOT NULL,
    start DATE,
    due DATE NOT NULL,
    completed DATE,
    status VARCHAR NOT NULL,
    position VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL,
    funding VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL
);

CREATE TABLE comparator (
    indicator VARCHAR NOT NULL,
    area_type VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    area_name VARCHAR NOT NULL,
    period_label VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    numerator DOUBLE,
    denominator DOUBLE,
    value DOUBLE,
    mark VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    publication VARCHAR NOT NULL,
    published_on DATE,
    file VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    context_for VARCHAR NOT NULL,
    caveat VARCHAR NOT NULL
);

CREATE TABLE data_version (version BIGINT NOT NULL);
INSERT INTO data_version VALUES (1);

-- How each indicator adds up over time, copied from the catalogue whenever the store is opened.
CREATE TABLE indicator_rule (indicator VARCHAR PRIMARY KEY, aggregation VARCHAR NOT NULL);
