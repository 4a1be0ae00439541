-- How many lines of registers a return holds.
SELECT
    (SELECT count(*) FROM concern WHERE return_id = $return_id) AS concerns,
    (SELECT count(*) FROM evidence WHERE return_id = $return_id) AS evidence,
    (SELECT count(*) FROM action WHERE return_id = $return_id) AS actions,
    (SELECT count(*) FROM mapping_meeting WHERE return_id = $return_id) AS meetings;
