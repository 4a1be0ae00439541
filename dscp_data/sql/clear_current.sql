-- Hold nothing for current of the keys of some returns.
DELETE FROM current_observation
WHERE EXISTS (
    FROM observation AS own
    WHERE own.return_id IN (SELECT unnest($returns))
        AND own.indicator = current_observation.indicator
        AND own.agency = current_observation.agency
        AND own.locality = current_observation.locality
        AND own.period_start = current_observation.period_start
        AND own.period_type = current_observation.period_type
);
