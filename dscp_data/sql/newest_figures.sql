-- By indicator, the first day of the newest period with a figure: reported, or nil.
SELECT indicator, max(period_start) AS newest
FROM observation_at($as_of)
WHERE status IN ('reported', 'nil')
GROUP BY indicator
ORDER BY indicator;
