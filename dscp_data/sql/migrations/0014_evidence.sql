-- Evidence, reform milestones and corrections of the plan that are entered on pages. Append-only, as
-- meetings are: a change is a new row with the next step, and of each id the row with the highest
-- step counts. `corrects` is the key of the line of a return that an entry takes the place of, or ''.

ALTER TABLE evidence ADD COLUMN IF NOT EXISTS priorities VARCHAR[] DEFAULT [];
ALTER TABLE evidence ADD COLUMN IF NOT EXISTS other_indicators VARCHAR[] DEFAULT [];
ALTER TABLE evidence ADD COLUMN IF NOT EXISTS recommendation VARCHAR DEFAULT '';
ALTER TABLE evidence ADD COLUMN IF NOT EXISTS owner VARCHAR DEFAULT '';
ALTER TABLE evidence ADD COLUMN IF NOT EXISTS recommendation_due DATE;
ALTER TABLE evidence ADD COLUMN IF NOT EXISTS recommendation_done DATE;
ALTER TABLE evidence ADD COLUMN IF NOT EXISTS document VARCHAR DEFAULT '';

ALTER TABLE action ADD COLUMN IF NOT EXISTS role VARCHAR DEFAULT '';
ALTER TABLE action ADD COLUMN IF NOT EXISTS dependencies VARCHAR DEFAULT '';
ALTER TABLE action ADD COLUMN IF NOT EXISTS readiness VARCHAR DEFAULT '';

CREATE SEQUENCE evidence_entry_id;

CREATE TABLE evidence_entry (
    id INTEGER DEFAULT nextval('evidence_entry_id'),
    step INTEGER NOT NULL,
    corrects VARCHAR NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('active', 'withdrawn')),
    date DATE NOT NULL,
    agency VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    priorities VARCHAR[] NOT NULL,
    outcomes VARCHAR[] NOT NULL,
    golden_threads VARCHAR[] NOT NULL,
    indicators VARCHAR[] NOT NULL,
    finding VARCHAR NOT NULL,
    rating VARCHAR NOT NULL,
    recommendation VARCHAR NOT NULL,
    owner VARCHAR NOT NULL,
    recommendation_due DATE,
    recommendation_done DATE,
    document VARCHAR NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (id, step)
);

CREATE SEQUENCE milestone_entry_id;

-- `line` is the digest of the line of a return that was changed, or ''. The line of a later return
-- takes the entry's place where it says something else than the line that was changed.
CREATE TABLE milestone_entry (
    id INTEGER DEFAULT nextval('milestone_entry_id'),
    step INTEGER NOT NULL,
    corrects VARCHAR NOT NULL,
    line VARCHAR NOT NULL,
    state VARCHAR NOT NULL CHECK (state IN ('active', 'withdrawn')),
    strand VARCHAR NOT NULL,
    workstream VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    lead_agency VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    start DATE,
    due DATE NOT NULL,
    completed DATE,
    status VARCHAR NOT NULL,
    position VARCHAR NOT NULL,
    evidence VARCHAR NOT NULL,
    funding VARCHAR NOT NULL,
    dependencies VARCHAR NOT NULL,
    readiness VARCHAR NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (id, step)
);

-- Corrections of the plan: which Golden Threads an indicator is linked to, how an outcome is worded,
-- the note of an indicator, or a contact. A `value` of NULL is that of the plan's own files again.
CREATE TABLE plan_edit (
    kind VARCHAR NOT NULL CHECK (kind IN ('threads', 'wording', 'note', 'contact')),
    subject VARCHAR NOT NULL,
    step INTEGER NOT NULL,
    value VARCHAR,
    source VARCHAR NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    PRIMARY KEY (kind, subject, step)
);
