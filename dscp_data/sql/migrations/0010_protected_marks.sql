-- What stays with a protected cell for good: that its number or its base was hidden, or that it was
-- revised. Append-only, with every row in the log of events too, so that a rebuild knows it. It holds
-- no count. One row is one series and the periods of it that were marked at one time: a cell a row
-- would make the event five times as long.
CREATE TABLE protected_mark (
    indicator VARCHAR NOT NULL,
    agency VARCHAR NOT NULL,
    locality VARCHAR NOT NULL,
    period_type VARCHAR NOT NULL,
    mark VARCHAR NOT NULL CHECK (mark IN ('numerator hidden', 'denominator hidden', 'revised')),
    period_starts DATE[] NOT NULL
);

-- An indicator stays on the list when its figures change, so that what it was protected with is
-- known: figures protected by another profile are not revised.
ALTER TABLE protected_indicator ADD COLUMN up_to_date BOOLEAN DEFAULT TRUE;
