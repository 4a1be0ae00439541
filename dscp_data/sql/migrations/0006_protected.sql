-- Figures as a wider audience sees them, and which indicators they are up to date for. Both are
-- worked out from what is held, when a viewer first asks; a change of what is held takes the
-- indicators it touches off the list. Figures stay until they are worked out again, because what
-- was hidden once stays hidden: shown later, it would give away what is hidden then.

CREATE TABLE protected_figure (
    indicator VARCHAR NOT NULL,
    agency VARCHAR NOT NULL,
    locality VARCHAR NOT NULL,
    period_type VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    numerator DOUBLE,
    denominator DOUBLE,
    numerator_says VARCHAR NOT NULL,
    denominator_says VARCHAR NOT NULL,
    complete BOOLEAN NOT NULL,
    missing VARCHAR NOT NULL,
    provisional BOOLEAN NOT NULL,
    revised BOOLEAN NOT NULL
);

CREATE TABLE protected_indicator (indicator VARCHAR PRIMARY KEY, made_with VARCHAR NOT NULL);
