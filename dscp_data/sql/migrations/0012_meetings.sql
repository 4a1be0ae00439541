-- The record of meetings. Append-only: a change is a new row with the next step, and of each id the
-- row with the highest step counts. The date of a meeting is a setting, whose id is the meeting's.

-- `invited` and `present` are roles and agencies, never people. While `state` is 'closed' every
-- further step is a correction, and the figures are those as at `as_of`.
CREATE TABLE meeting (
    id INTEGER NOT NULL,
    step INTEGER NOT NULL,
    place VARCHAR NOT NULL,
    invited VARCHAR[] NOT NULL,
    present VARCHAR[] NOT NULL,
    as_of TIMESTAMP NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('open', 'closed')),
    changed_at TIMESTAMP NOT NULL,
    changed_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (id, step)
);

CREATE SEQUENCE agenda_item_id;

-- `indicator`, `agency`, `locality`, `period_type` and `as_of` are the view that the item opens.
CREATE TABLE agenda_item (
    id INTEGER DEFAULT nextval('agenda_item_id'),
    step INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL CHECK (
        kind IN ('action', 'signal', 'outlier', 'return', 'milestone', 'comment', 'free')
    ),
    title VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    heading VARCHAR NOT NULL,
    indicator VARCHAR,
    agency VARCHAR,
    locality VARCHAR,
    period_type VARCHAR,
    priority VARCHAR,
    as_of TIMESTAMP NOT NULL,
    entry_id INTEGER,
    owner VARCHAR NOT NULL,
    minutes INTEGER,
    left_out BOOLEAN NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (id, step)
);

CREATE SEQUENCE meeting_entry_id;

-- What was said at a meeting about an item. `status` is '' for what cannot be open: a decision, and
-- what, so what and now what.
CREATE TABLE meeting_entry (
    id INTEGER DEFAULT nextval('meeting_entry_id'),
    step INTEGER NOT NULL,
    meeting_id INTEGER NOT NULL,
    item_id INTEGER NOT NULL,
    kind VARCHAR NOT NULL CHECK (
        kind IN ('decision', 'action', 'comment', 'what', 'so what', 'now what')
    ),
    text VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    due DATE,
    status VARCHAR NOT NULL CHECK (status IN ('', 'open', 'done', 'dropped')),
    changed_at TIMESTAMP NOT NULL,
    changed_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (id, step)
);
