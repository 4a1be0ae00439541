-- Who did what, ever: what the log can be narrowed to.
SELECT DISTINCT who, what FROM event ORDER BY who, what;
