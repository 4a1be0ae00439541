-- The agencies and localities that anything is held of, whatever the plan says of them.
SELECT DISTINCT agency, locality FROM observation;
