-- Protected figures: the only ones that are read for people who may not see exact figures.
SELECT * RENAME (numerator_says AS numerator_text, denominator_says AS denominator_text)
FROM protected_figure
WHERE list_contains($indicators, indicator) AND ($period_type IS NULL OR period_type = $period_type)
ORDER BY indicator, agency, locality, period_type, period_start;
