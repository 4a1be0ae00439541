-- What the partnership sets and not an agency sends: targets, baselines, notes on charts, meetings.
-- Append-only: a setting that ends or is removed keeps its row, and the newest ending counts.

CREATE SEQUENCE setting_id;

-- `day` is the first day a target or a baseline applies, or the day of a note or a meeting.
-- Without an indicator, agency or locality it is set for all of them.
CREATE TABLE setting (
    id INTEGER PRIMARY KEY DEFAULT nextval('setting_id'),
    kind VARCHAR NOT NULL CHECK (kind IN ('target', 'baseline', 'note', 'meeting')),
    indicator VARCHAR,
    agency VARCHAR,
    locality VARCHAR,
    day DATE NOT NULL,
    value DOUBLE,
    text VARCHAR NOT NULL,
    set_at TIMESTAMP NOT NULL,
    set_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

-- `last_day` is the last day on which it applies; without one it is removed, as if never set.
CREATE TABLE setting_ending (
    setting_id INTEGER NOT NULL,
    step INTEGER NOT NULL,
    last_day DATE,
    ended_at TIMESTAMP NOT NULL,
    ended_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (setting_id, step)
);
