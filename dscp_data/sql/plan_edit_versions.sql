-- Every version of the corrections of the plan about a subject ($id), or of all (NULL), the newest
-- first.
FROM plan_edit
WHERE $id IS NULL OR subject = $id
ORDER BY changed_at DESC, step DESC;
