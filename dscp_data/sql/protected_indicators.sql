-- The indicators whose protected figures are up to date, and by which settings.
SELECT indicator, made_with FROM protected_indicator;
