-- What a wider audience was ever shown, append-only: whoever kept it knows it still. A row of
-- published_cell says between which numbers a cell was shown to lie, and which figures were counted
-- in it then. A figure that is corrected is another figure from then on. Both hold counts, and are
-- read by the audit of protected figures only.
CREATE TABLE published_contributor (
    indicator VARCHAR NOT NULL,
    id INTEGER NOT NULL,
    agency VARCHAR NOT NULL,
    locality VARCHAR NOT NULL,
    period_type VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    numerator DOUBLE,
    denominator DOUBLE,
    PRIMARY KEY (indicator, id)
);

CREATE TABLE published_cell (
    indicator VARCHAR NOT NULL,
    agency VARCHAR NOT NULL,
    locality VARCHAR NOT NULL,
    period_type VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    number VARCHAR NOT NULL CHECK (number IN ('numerator', 'denominator')),
    lowest DOUBLE NOT NULL,
    highest DOUBLE NOT NULL,
    contributors INTEGER[] NOT NULL
);
