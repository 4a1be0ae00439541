-- Lines of the list of mapping meetings: how many, of what, and which agencies. Never names.
CREATE TABLE mapping_meeting (
    return_id INTEGER NOT NULL,
    held_on DATE NOT NULL,
    locality VARCHAR NOT NULL,
    concerns_discussed INTEGER,
    concerns_opened INTEGER,
    children_discussed INTEGER,
    agencies VARCHAR[] NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL
);
