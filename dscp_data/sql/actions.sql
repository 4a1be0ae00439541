-- The reform action plan as it stood, soonest due first.
SELECT
    strand, workstream, title, lead_agency, start, due, completed, status,
    position, evidence, funding, cut_off, received_at, file, sheet, cell
FROM action_at($as_of)
JOIN (SELECT id, cut_off, received_at, file FROM return) AS source ON source.id = return_id
ORDER BY due, strand, title;
