-- Hold none of the keys of some returns for revised.
DELETE FROM revised_key
WHERE EXISTS (
    FROM observation AS own
    WHERE own.return_id IN (SELECT unnest($returns))
        AND own.indicator = revised_key.indicator
        AND own.agency = revised_key.agency
        AND own.locality = revised_key.locality
        AND own.period_start = revised_key.period_start
        AND own.period_type = revised_key.period_type
);
