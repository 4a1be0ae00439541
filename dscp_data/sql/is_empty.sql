-- Whether no return was ever accepted and no published figure is held.
SELECT NOT EXISTS (FROM return) AND NOT EXISTS (FROM comparator) AS is_empty;
