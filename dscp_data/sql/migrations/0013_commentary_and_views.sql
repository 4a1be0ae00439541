-- Commentary on a series, saved views, and the tokens of feeds. Append-only like the record of
-- meetings: a change is a new row with the next step, and of each id the row with the highest step
-- counts.

CREATE SEQUENCE commentary_id;

-- What a series shows in one period, what it means and what to do. `reviewed_by` is the second
-- person who signed it off, '' while nobody has.
CREATE TABLE commentary (
    id INTEGER DEFAULT nextval('commentary_id'),
    step INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,
    agency VARCHAR,
    locality VARCHAR,
    period_type VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    what VARCHAR NOT NULL,
    so_what VARCHAR NOT NULL,
    now_what VARCHAR NOT NULL,
    author VARCHAR NOT NULL,
    reviewed_by VARCHAR NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (id, step)
);

CREATE SEQUENCE saved_view_id;

-- `address` is a page of the dashboard with its filters, as "overview?period=quarter".
CREATE TABLE saved_view (
    id INTEGER DEFAULT nextval('saved_view_id'),
    step INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    for_all BOOLEAN NOT NULL,
    ended BOOLEAN NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (id, step)
);

CREATE SEQUENCE feed_token_id;

-- Who may read the feed of news without signing in. `digest` is the sha256 of the token, which is
-- shown once and stored nowhere.
CREATE TABLE feed_token (
    id INTEGER DEFAULT nextval('feed_token_id'),
    step INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    ended BOOLEAN NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (id, step)
);
