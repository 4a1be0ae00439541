-- The views that somebody saved or that are for all, as the newest row of each says, by name.
SELECT name, address, owner, for_all, ended, id, step
FROM saved_view
QUALIFY row_number() OVER (PARTITION BY id ORDER BY step DESC) = 1
    AND NOT ended AND (for_all OR owner = $person)
ORDER BY lower(name), id;
