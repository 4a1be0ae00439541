-- Whose figures a return has, and who sent it.
SELECT agency FROM observation WHERE return_id = $return_id
UNION
SELECT agency FROM return WHERE id = $return_id AND agency IS NOT NULL
ORDER BY agency;
