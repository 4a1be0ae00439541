-- Whose figures stand behind each indicator, up to which period, and when they last came.
SELECT
    indicator, observation.agency,
    max(period_start) AS last_period,
    max(received_at) AS last_received
FROM observation_at($as_of) AS observation
JOIN return ON return.id = return_id
GROUP BY ALL
ORDER BY indicator, observation.agency;
