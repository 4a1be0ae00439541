-- The kind of a note on a chart. A table of its own, because a setting is recorded in the event log
-- with the columns that it had; a note without a kind has no row.
CREATE TABLE note_kind (
    setting_id INTEGER PRIMARY KEY,
    kind VARCHAR NOT NULL CHECK (kind IN ('policy', 'form', 'definition', 'event'))
);

-- Corrections of the plan take in the changes of guidance. DuckDB cannot alter a CHECK, so the table
-- is made again with its rows.
CREATE TABLE earlier_plan_edit AS FROM plan_edit;
DROP TABLE plan_edit;
CREATE TABLE plan_edit (
    kind VARCHAR NOT NULL CHECK (kind IN ('threads', 'wording', 'note', 'contact', 'change')),
    subject VARCHAR NOT NULL,
    step INTEGER NOT NULL,
    value VARCHAR,
    source VARCHAR NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (kind, subject, step)
);
INSERT INTO plan_edit FROM earlier_plan_edit;
DROP TABLE earlier_plan_edit;
