-- Figures as a wider audience sees them: the only ones that are read for it.
SELECT *
FROM protected_figure
WHERE list_contains($indicators, indicator) AND ($period_type IS NULL OR period_type = $period_type)
ORDER BY indicator, agency, locality, period_type, period_start;
