-- The indicators that any agency gives figures of for some of these localities.
SELECT DISTINCT indicator FROM observation_at($as_of) WHERE list_contains($localities, locality);
