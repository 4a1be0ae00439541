-- What was done, by whom and when. Append-only: each event holds the hash of the one before, so that
-- one that is changed, removed or moved is found. `detail` is JSON; rows that the event wrote, other
-- than those read from a return, stand in it, so that the database can be made again from the log.
CREATE TABLE event (
    number INTEGER PRIMARY KEY,
    happened_at TIMESTAMP NOT NULL,
    who VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    subjects VARCHAR[] NOT NULL,
    detail VARCHAR NOT NULL,
    previous_hash VARCHAR NOT NULL,
    hash VARCHAR NOT NULL
);
