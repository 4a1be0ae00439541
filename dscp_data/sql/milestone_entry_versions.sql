-- Every version of an entry ($id), or of all (NULL), the newest first.
FROM milestone_entry
WHERE $id IS NULL OR id = $id
ORDER BY changed_at DESC, step DESC;
