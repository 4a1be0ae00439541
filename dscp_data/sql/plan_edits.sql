-- The corrections of the plan that are in effect at a time.
SELECT kind, subject, value, source, step
FROM plan_edit_at($as_of)
ORDER BY kind, subject;
